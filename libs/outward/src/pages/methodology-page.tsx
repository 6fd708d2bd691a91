import type { FC } from 'hono/jsx';
import { page } from './layout.js';
import { permanent, type Site } from './site.js';
import { Day, Paragraphs, paragraphsOf, Words } from './words.js';

export interface MethodologyShown {
  readonly version: number;
  readonly language: string;
  readonly text: string;
  readonly createdAt: string;
}

/** How the newsroom says it works: the version in force, or an earlier one that verdicts name. */
export function methodologyPage(site: Site, shown: MethodologyShown | undefined, newest: number): string {
  const current = shown === undefined || shown.version === newest;
  return page(
    site,
    { title: 'How we work', canonical: permanent(site, '/methodology'), unlisted: !current },
    <article>
      <h1>How we work</h1>
      {shown === undefined && <p>This newsroom has not written down here how it works.</p>}
      {shown && (
        <>
          <p class="facts">
            Version {shown.version}, of <Day at={shown.createdAt} />.{' '}
            {!current && <a href={`${site.home}/methodology`}>What is in force now</a>}
          </p>
          <Structured text={shown.text} language={shown.language} />
        </>
      )}
      {newest > 1 && <Versions site={site} newest={newest} shown={shown?.version ?? newest} />}
    </article>,
  );
}

/** A line that begins with "# " is a heading; nothing else is markup. */
const Structured: FC<{ readonly text: string; readonly language: string }> = ({ text, language }) => (
  <>
    {paragraphsOf(text.replaceAll(/^(# .*)$/gmu, '\n$1\n')).map((paragraph) =>
      paragraph.startsWith('# ') ? (
        <h2>
          <Words in={language}>{paragraph.slice(2)}</Words>
        </h2>
      ) : (
        <Paragraphs text={paragraph} in={language} />
      ),
    )}
  </>
);

const Versions: FC<{ readonly site: Site; readonly newest: number; readonly shown: number }> = ({
  site,
  newest,
  shown,
}) => (
  <nav aria-labelledby="versions" class="more">
    <h2 id="versions">Versions</h2>
    <ul>
      {Array.from({ length: newest }, (_, place) => newest - place).map((version) => (
        <li>
          <a
            href={`${site.home}/methodology/versions/${version}`}
            {...(version === shown ? { 'aria-current': 'page' as const } : {})}
          >
            Version {version}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
