import type { FC } from 'hono/jsx';
import type { PublishedUtterance } from '../../published/published-claim.js';
import { directionOf } from '../direction.js';
import { label } from '../labels.js';
import type { Site } from '../site.js';
import { Name, Out, When, Words } from '../words.js';

interface SayingProps {
  readonly site: Site;
  readonly saying: PublishedUtterance;
}

/** Who said it, when, where, and in which words. */
export const Sayings: FC<{ readonly site: Site; readonly sayings: readonly PublishedUtterance[] }> = ({
  site,
  sayings,
}) => (
  <section aria-labelledby="said">
    <h2 id="said">Who said it, and where</h2>
    {sayings.length === 0 && <p>This verdict names no particular saying.</p>}
    <ul class="plain">
      {sayings.map((saying) => (
        <li>
          <p>
            <Claimant site={site} saying={saying} />
            {saying.saidOn && (
              <>
                , <When at={saying.saidOn} />
              </>
            )}
            , {label(saying.mode)}
            {saying.reportedBy?.name && (
              <>
                , as reported by <Name>{saying.reportedBy.name}</Name>
              </>
            )}
          </p>
          <Quote saying={saying} />
          {saying.article ? <InArticle article={saying.article} /> : <Elsewhere place={saying.elsewhere} />}
          {saying.impliedBecause && (
            <p class="soft">
              Why we read it so: <span dir="auto">{saying.impliedBecause}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  </section>
);

const Claimant: FC<SayingProps> = ({ site, saying: { claimant, affiliation } }) => (
  <>
    {claimant?.name ? (
      <a href={`${site.home}/claimants/${claimant.id}`}>
        <Name>{claimant.name}</Name>
      </a>
    ) : (
      'Somebody we do not name'
    )}
    {affiliation && (
      <>
        {' '}
        (<Name>{affiliation}</Name>, at that time)
      </>
    )}
  </>
);

const Quote: FC<Pick<SayingProps, 'saying'>> = ({ saying: { exact, elsewhere, article } }) => {
  const words = exact ?? elsewhere?.excerpt;
  if (!words) return null;
  return (
    <blockquote {...(article ? { lang: article.language } : {})} dir={directionOf(article?.language)}>
      <p>{words}</p>
    </blockquote>
  );
};

const InArticle: FC<{ readonly article: NonNullable<PublishedUtterance['article']> }> = ({ article }) => (
  <p class="soft">
    In{' '}
    <Out to={article.url}>
      <Words in={article.language}>{article.headline}</Words>
    </Out>
    , <Name>{article.outlet}</Name>
    {article.publishedAt && (
      <>
        , <When at={article.publishedAt} />
      </>
    )}
  </p>
);

const Elsewhere: FC<{ readonly place: PublishedUtterance['elsewhere'] }> = ({ place }) =>
  place && (
    <p class="soft">
      Where: <span dir="auto">{(place.medium ?? 'elsewhere').replaceAll('_', ' ')}</span>
      {place.time && (
        <>
          , <When at={place.time} />
        </>
      )}
      {place.address && (
        <>
          , <Out to={place.address}>{place.address}</Out>
        </>
      )}
    </p>
  );
