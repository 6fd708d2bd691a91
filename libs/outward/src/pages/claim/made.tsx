import type { FC } from 'hono/jsx';
import type { PublishedPage } from '../../published/published-claim.js';
import type { Site } from '../site.js';
import { When } from '../words.js';

/** Under which rules it came about, for whoever wants to check the checkers. */
export const Made: FC<{ readonly site: Site; readonly page: PublishedPage }> = ({ site, page }) => (
  <section aria-labelledby="made">
    <h2 id="made">How this verdict was made</h2>
    <dl>
      <dt>Judged on what was known</dt>
      <dd>
        <When at={page.judgedAsOf} />
      </dd>
      <dt>Evidence gathered until</dt>
      <dd>
        <When at={page.evidenceCutOff} />
      </dd>
      {page.quorum && (
        <>
          <dt>Approved by</dt>
          <dd>
            at least{' '}
            {page.quorum.approvals === 1
              ? 'one reviewer, who is not its author'
              : `${page.quorum.approvals} reviewers, none of them its author`}
          </dd>
        </>
      )}
      <dt>What the ratings mean</dt>
      <dd>
        <a href={`${site.home}/scales`}>Our ratings</a>
      </dd>
      {page.methodology !== null && (
        <>
          <dt>How we worked then</dt>
          <dd>
            <a href={`${site.home}/methodology/versions/${page.methodology}`}>version {page.methodology}</a>
          </dd>
        </>
      )}
      {page.policy !== null && (
        <>
          <dt>Rules of review</dt>
          <dd>version {page.policy}</dd>
        </>
      )}
      {page.verdictDigest && (
        <>
          <dt>SHA-256 of what was judged</dt>
          <dd>
            <code>{page.verdictDigest}</code>
          </dd>
        </>
      )}
    </dl>
  </section>
);
