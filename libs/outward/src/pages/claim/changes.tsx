import type { Child, FC } from 'hono/jsx';
import type { PublishedChange } from '../../published/published-claim.js';
import { label } from '../labels.js';
import { claimPath, type Site } from '../site.js';
import { Day, Paragraphs, When } from '../words.js';

export interface ChangesProps {
  readonly site: Site;
  readonly slug: string;
  readonly language: string;
  /** Every version there is, the first one first. */
  readonly history: readonly PublishedChange[];
  /** The version that this page is the permanent one of. */
  readonly shown?: number;
}

/** Corrections in the open, and every version under an address that stays. */
export const Changes: FC<ChangesProps> = ({ site, slug, language, history, shown }) => {
  const newestFirst = history.toReversed();
  const corrected = newestFirst.filter(({ change, note }) => change !== 'first' && note !== null);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Corrections and versions</h2>
      {corrected.length === 0 && <p>Nothing has been corrected.</p>}
      {corrected.map(({ change, major, note, publishedAt }) => (
        <>
          <h3>
            <ChangeName change={change} major={major} />, <Day at={publishedAt} />
          </h3>
          <Paragraphs text={note ?? ''} in={language} />
        </>
      ))}
      <h3>All versions</h3>
      <ul class="plain">
        {newestFirst.map(({ version, publishedAt, change }) => (
          <li>
            {change === 'retraction' ? (
              `Version ${version}`
            ) : (
              <VersionLink to={`${site.home}${claimPath(slug)}/versions/${version}`} here={version === shown}>
                Version {version}
              </VersionLink>
            )}
            , <When at={publishedAt} />: {label(change).toLowerCase()}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** "Correction of the conclusion" where rating or conclusion changed: never a softer word for it. */
export const ChangeName: FC<Pick<PublishedChange, 'change' | 'major'>> = ({ change, major }) => (
  <>
    {label(change)}
    {major ? ' that changes the conclusion' : ''}
  </>
);

const VersionLink: FC<{ readonly to: string; readonly here: boolean; readonly children?: Child }> = ({
  to,
  here,
  children,
}) => (
  <a href={to} {...(here ? { 'aria-current': 'page' as const } : {})}>
    {children}
  </a>
);
