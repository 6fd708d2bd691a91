import type { FC } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';
import { htmlDocument } from '../html/document.js';
import { type Block, type Paper, type Span, spansOf, type Table, type Words } from './paper.js';
import { paperStyle } from './style.js';

/**
 * A whole document, in pieces: a list of 100,000 lines is never in memory as tags. Everything stands in it: it asks
 * nothing of any network, now or in ten years.
 */
export function* paperHtml(paper: Paper): Generator<string> {
  const [head, foot] = around(
    htmlDocument(
      { title: paper.title, lang: 'en', style: paperStyle },
      <>
        <header>
          <h1>{paper.title}</h1>
          {paper.lead.map((words) => (
            <p>
              <Told words={words} />
            </p>
          ))}
        </header>
        <nav aria-label="Contents">
          <ol>
            {paper.sections.map(({ id, title }) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <main></main>
      </>,
    ),
    '</main>',
  );
  yield head;
  for (const { id, title, blocks } of paper.sections) {
    const [begin, end] = around(
      renderToString(
        <section id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{title}</h2>
        </section>,
      ),
      '</section>',
    );
    yield begin;
    for (const block of blocks) yield renderToString(<Piece block={block} />);
    yield end;
  }
  yield foot;
}

/** Before the one closing tag, and from it on. All text is escaped, so no text holds a tag. */
function around(html: string, tag: string): [string, string] {
  const at = html.lastIndexOf(tag);
  return [html.slice(0, at), html.slice(at)];
}

const Piece: FC<{ readonly block: Block }> = ({ block }) => {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'text':
      return (
        <p>
          <Told words={block.words} />
        </p>
      );
    case 'note':
      return (
        <p class="note">
          <Told words={block.words} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((words) => (
            <li>
              <Told words={words} />
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl>
          {block.facts.map(([name, words]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <Told words={words} />
              </dd>
            </>
          ))}
        </dl>
      );
    case 'quote':
      return (
        <blockquote dir="auto">
          <Told words={block.words} together />
        </blockquote>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'picture':
      // Made by our own components, which escape what they show.
      return <figure dangerouslySetInnerHTML={{ __html: block.draw((text) => text) }} />;
    case 'table':
      return <Rows table={block} />;
  }
};

/** Wide ones scroll by themselves, also by keyboard. The first cell of a row names it. */
const Rows: FC<{ readonly table: Table }> = ({ table: { caption, columns, rows } }) => (
  <div class="wide" tabindex={0} role="region" aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, numbers }) => (
            <th scope="col" class={numbers ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((words, place) =>
              place === 0 ? (
                <th scope="row" class={columns[place]?.numbers ? 'number' : undefined}>
                  <Told words={words} />
                </th>
              ) : (
                <td class={columns[place]?.numbers ? 'number' : undefined}>
                  <Told words={words} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Words of others carry their language, and their own direction: alone among ours, or all `together` in a quote. */
const Told: FC<{ readonly words: Words; readonly together?: boolean }> = ({ words, together = false }) => (
  <>
    {spansOf(words).map((span) => (
      <Word span={span} together={together} />
    ))}
  </>
);

const Word: FC<{ readonly span: Span; readonly together: boolean }> = ({ span, together }) => {
  const { text, link, strong, marked, lang } = span;
  const said = lang === undefined ? text : together ? <span lang={lang}>{text}</span> : <bdi lang={lang}>{text}</bdi>;
  const weighed = strong ? <strong>{said}</strong> : marked ? <mark>{said}</mark> : said;
  // No reader's address goes to the other site, and it cannot reach back into this page.
  return link === undefined ? (
    <>{weighed}</>
  ) : (
    <a href={link} rel="noreferrer noopener">
      {weighed}
    </a>
  );
};
