import type { FC } from 'hono/jsx';
import type { PublishedChange } from '../published/published-claim.js';
import { ChangeName } from './claim/changes.js';
import { page } from './layout.js';
import { claimPath, permanent, type Site } from './site.js';
import { Paragraphs, When, Words } from './words.js';

/** A change of something published, and of what; a claim that was taken back has no words any more. */
export type CorrectionListed = PublishedChange & {
  readonly claim: { readonly slug: string; readonly statement: string | null; readonly language: string };
};

export interface CorrectionsListed {
  readonly corrections: readonly CorrectionListed[];
  readonly next: string | null;
  readonly after: string | null;
}

/** What we got wrong or had to bring up to date, and how to tell us. */
export const correctionsPage = (site: Site, { corrections, next, after }: CorrectionsListed): string =>
  page(
    site,
    {
      title: 'Corrections',
      canonical: after === null ? permanent(site, '/corrections') : undefined,
      unlisted: after !== null,
    },
    <>
      <h1>Corrections</h1>
      {corrections.length === 0 && <p>Nothing has been corrected{after === null ? ' yet' : ' before that'}.</p>}
      {corrections.map((correction) => (
        <Correction site={site} correction={correction} />
      ))}
      <p class="more">
        {after !== null && <a href={`${site.home}/corrections`}>Newest</a>}{' '}
        {next !== null && (
          <a href={`${site.home}/corrections?after=${encodeURIComponent(next)}`} rel="next">
            Older
          </a>
        )}
      </p>
      <Asking site={site} />
    </>,
  );

const Correction: FC<{ readonly site: Site; readonly correction: CorrectionListed }> = ({ site, correction }) => (
  <section>
    <h2>
      <ChangeName change={correction.change} major={correction.major} />, <When at={correction.publishedAt} />
    </h2>
    <Paragraphs text={correction.note ?? ''} in={correction.claim.language} />
    <p class="soft">
      On{' '}
      <a href={`${site.home}${claimPath(correction.claim.slug)}`}>
        {correction.claim.statement === null ? (
          'a fact-check that is retracted'
        ) : (
          <Words in={correction.claim.language}>{correction.claim.statement}</Words>
        )}
      </a>
    </p>
  </section>
);

const Asking: FC<{ readonly site: Site }> = ({ site }) => (
  <section id="ask" aria-labelledby="asking">
    <h2 id="asking">How to ask for a correction</h2>
    <p>
      Tell us which fact-check it is, what is wrong, and how we can see it. Whoever decides neither wrote nor approved
      nor published it. You get a reference to ask how far it is, and a reason if we do not agree.
    </p>
    <p>
      Forms and programs send it to <code>POST {site.home}/corrections</code>, as JSON with the fields{' '}
      <code>about</code> and <code>request</code>; the answer holds the address of its status.
    </p>
  </section>
);
