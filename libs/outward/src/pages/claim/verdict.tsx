import type { FC } from 'hono/jsx';
import type { PublishedChange, PublishedPage } from '../../published/published-claim.js';
import { label } from '../labels.js';
import { Rating, toneOf } from '../rating.js';
import { Day, Paragraphs, When } from '../words.js';

export interface Shown {
  readonly page: PublishedPage;
  /** The versions up to this one, the first one first. */
  readonly history: readonly PublishedChange[];
  /** Another version stands by now. */
  readonly replaced: boolean;
}

/** What the page opens with: the rating in words, when it was given, and what last changed. */
export const Verdict: FC<Shown> = ({ page, history, replaced }) => (
  <section class={`verdict ${toneOf(page.rating)}`} aria-labelledby="verdict">
    <h2 id="verdict">Our verdict</h2>
    <Rating rating={page.rating} />
    <div class="summary">
      <Paragraphs text={page.summary} in={page.language} />
    </div>
    <Dates history={history} replaced={replaced} />
    {page.procedure === 'urgent' && <Hurried rest={page.rest} />}
    {page.legacy && <Archived legacy={page.legacy} />}
  </section>
);

const Dates: FC<Omit<Shown, 'page'>> = ({ history, replaced }) => {
  // Of a claim that was taken back and checked anew, the history begins with the retraction.
  const standing = history.filter(({ change }) => change !== 'retraction');
  const [first] = standing;
  const last = standing.at(-1);
  if (!first || !last) return null;
  return (
    <p class="facts">
      First published on <Day at={first.publishedAt} />.{' '}
      {first === last ? (
        !replaced && 'Not changed since.'
      ) : (
        <>
          Last changed on <When at={last.publishedAt} />: <a href="#changes">{label(last.change).toLowerCase()}</a>.
        </>
      )}
    </p>
  );
};

const Hurried: FC<{ readonly rest: PublishedPage['rest'] }> = ({ rest }) => (
  <p class="facts">
    This was published in a hurry, with fewer reviewers than usual.
    {rest?.endedAt ? (
      <>
        {' '}
        The others have been asked since, on <When at={rest.endedAt} />:{' '}
        {rest.status === 'confirmed' ? 'they agree.' : 'not all of them agree.'}
      </>
    ) : rest?.dueAt ? (
      <>
        {' '}
        The others are asked until <When at={rest.dueAt} />.
      </>
    ) : null}
  </p>
);

const Archived: FC<{ readonly legacy: NonNullable<PublishedPage['legacy']> }> = ({ legacy }) => (
  <p class="facts">
    From our archive (<When at={legacy.reviewedOn} />
    ): {legacy.label}.
  </p>
);
