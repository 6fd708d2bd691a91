import type { RetractedClaim, SuspendedClaim } from '../../published/published-claim.js';
import { page } from '../layout.js';
import { claimPath, permanent, type Site } from '../site.js';
import { Paragraphs, When } from '../words.js';

/** In the place of a page that was taken down for now: that it was, and since when. No word of what it said. */
export const suspendedPage = (site: Site, { since }: SuspendedClaim): string =>
  page(
    site,
    { title: 'Taken down for now', unlisted: true },
    <article>
      <h1>This fact-check is taken down for now</h1>
      <div class="notice">
        <p>
          Since <When at={since} /> we do not show it. It comes back, changed if need be, or is retracted here in the
          open.
        </p>
      </div>
    </article>,
  );

/** In the place of what was taken back: the notice, which was reviewed like a verdict, and why. */
export const retractedPage = (site: Site, { slug, since, language, page: notice }: RetractedClaim): string =>
  page(
    site,
    { title: 'Retracted', canonical: permanent(site, claimPath(slug)) },
    <article>
      <h1>We have retracted this fact-check</h1>
      <section class="notice" aria-labelledby="notice">
        <h2 id="notice">
          Notice of <When at={since} />
        </h2>
        <Paragraphs text={notice.notice} in={language} />
      </section>
      <section aria-labelledby="why">
        <h2 id="why">Why</h2>
        <Paragraphs text={notice.rationale} in={language} />
      </section>
      {notice.verdictDigest && (
        <p class="facts">
          SHA-256 of what was reviewed: <code>{notice.verdictDigest}</code>
        </p>
      )}
    </article>,
  );
