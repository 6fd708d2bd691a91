import type { Child, FC } from 'hono/jsx';
import { htmlDocument } from '../html/document.js';
import type { Site } from './site.js';
import { pageStyle } from './style.js';
import { Name } from './words.js';

export interface PageHead {
  readonly title: string;
  /** Where this page is permanently; elsewhere if another page is the one of record. */
  readonly canonical?: string | undefined;
  /** Kept out of search engines: a version that another one has replaced. */
  readonly unlisted?: boolean;
  readonly description?: string | undefined;
  readonly links?: Child;
}

const places = [
  ['', 'All fact-checks'],
  ['/corrections', 'Corrections'],
  ['/methodology', 'How we work'],
  ['/scales', 'Ratings'],
  ['/not-selected', 'Not selected'],
] as const;

/** Every page of a newsroom: a way past the top, where one is, what the page says, and what holds for all of them. */
export function page(site: Site, head: PageHead, body: Child): string {
  const { title, canonical, unlisted, description } = head;
  const links = (
    <>
      {canonical && <link rel="canonical" href={canonical} />}
      {unlisted && <meta name="robots" content="noindex" />}
      {description && <meta name="description" content={description} />}
      <Feeds site={site} />
      {head.links}
    </>
  );
  return htmlDocument(
    { title: `${title} – ${site.name}`, lang: 'en', style: pageStyle, links },
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="site">
        <a class="name" href={site.home}>
          <Name>{site.name}</Name>
        </a>
        <nav aria-label="Fact-checks">
          <ul>
            {places.map(([path, name]) => (
              <li>
                <a href={`${site.home}${path}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" tabindex={-1}>
        {body}
      </main>
      <footer class="site">
        <p>
          Something wrong? <a href={`${site.home}/corrections#ask`}>How to ask for a correction</a>. What we publish
          stays under its address: a change is shown as a change.
        </p>
        <p>
          New fact-checks in your reader: <a href={`${site.home}/feed.atom`}>Atom</a>,{' '}
          <a href={`${site.home}/feed.json`}>JSON Feed</a>. Corrections:{' '}
          <a href={`${site.home}/corrections.atom`}>Atom</a>, <a href={`${site.home}/corrections.json`}>JSON Feed</a>.
        </p>
      </footer>
    </>,
  );
}

/** Where programs of readers find what is new. */
const Feeds: FC<{ readonly site: Site }> = ({ site }) => (
  <>
    {(['feed', 'corrections'] as const).map((name) => (
      <>
        <link
          rel="alternate"
          type="application/atom+xml"
          title={name === 'feed' ? 'Fact-checks' : 'Corrections'}
          href={`${site.home}/${name}.atom`}
        />
        <link
          rel="alternate"
          type="application/feed+json"
          title={name === 'feed' ? 'Fact-checks' : 'Corrections'}
          href={`${site.home}/${name}.json`}
        />
      </>
    ))}
  </>
);

/** One page for everything that is not here, whosever it would be: it tells nothing of what exists. */
export const notFoundPage = (): string =>
  bare(
    'There is nothing at this address',
    'Perhaps it was written down wrongly. What has been published keeps its address.',
  );

export const tooManyPage = (): string =>
  bare('You have asked very often', 'Pages are here for everybody. Please go on in a minute.');

export const brokenPage = (): string =>
  bare('This cannot be shown at the moment', 'It is our fault, and we know of it. Please try again in a moment.');

const bare = (title: string, text: string): string =>
  htmlDocument(
    { title, lang: 'en', style: pageStyle, links: <meta name="robots" content="noindex" /> },
    <main>
      <h1>{title}</h1>
      <p>{text}</p>
    </main>,
  );
