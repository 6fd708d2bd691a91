import type { FC } from 'hono/jsx';
import { labelIn } from './labels.js';
import { page } from './layout.js';
import type { PublishedRating } from '../published/published-claim.js';
import { ShortRating } from './rating.js';
import { claimPath, permanent, type Site } from './site.js';
import { Day, Name, Words } from './words.js';

/** A claim in a list. */
export interface Listed {
  readonly slug: string;
  readonly statement: string;
  readonly language: string;
  readonly rating: PublishedRating;
  readonly publishedAt: string;
  readonly modifiedAt: string;
  /** Who said it, as far as they are named. */
  readonly claimants: readonly string[];
}

export interface TopicShown {
  readonly code: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One page of a list: `next` is the cursor of the following one. */
export interface ListedPage {
  readonly claims: readonly Listed[];
  readonly next: string | null;
  /** Behind which cursor this page begins; null for the first one. */
  readonly after: string | null;
}

/** All that stands published, newest first. */
export const indexPage = (site: Site, list: ListedPage): string =>
  page(
    site,
    { title: 'Fact-checks', ...listHead(site, '', list) },
    <>
      <h1>Fact-checks</h1>
      <Claims site={site} path="" list={list} />
    </>,
  );

export function topicPage(site: Site, topic: TopicShown, list: ListedPage): string {
  const { text, language } = labelIn(topic.labels, topic.code);
  const path = `/topics/${encodeURIComponent(topic.code)}`;
  return page(
    site,
    { title: text, ...listHead(site, path, list) },
    <>
      <p class="kicker">Fact-checks on</p>
      <h1>
        <Words in={language}>{text}</Words>
      </h1>
      <Claims site={site} path={path} list={list} />
    </>,
  );
}

export function claimantPage(site: Site, claimant: { id: string; name: string }, list: ListedPage): string {
  const path = `/claimants/${claimant.id}`;
  return page(
    site,
    { title: claimant.name, ...listHead(site, path, list) },
    <>
      <p class="kicker">Fact-checks of what was said by</p>
      <h1>
        <Name>{claimant.name}</Name>
      </h1>
      <p class="soft">What we check is chosen by reach, importance and harm: this list is no measure of a person.</p>
      <Claims site={site} path={path} list={list} />
    </>,
  );
}

/** In the place of a claimant who was erased: the address is known outside, and whoever comes shall not look for a mistake. */
export const erasedPage = (site: Site): string =>
  page(
    site,
    { title: 'Erased', unlisted: true },
    <>
      <h1>What stood here was erased</h1>
      <p>It was about a person, and had to go. Our fact-checks stand, without the name.</p>
    </>,
  );

/** The first page of a list is the one that search engines keep. */
const listHead = (site: Site, path: string, { after }: ListedPage) => ({
  canonical: after === null ? permanent(site, path) : undefined,
  unlisted: after !== null,
});

const Claims: FC<{ readonly site: Site; readonly path: string; readonly list: ListedPage }> = ({
  site,
  path,
  list,
}) => (
  <>
    {list.claims.length === 0 && <p>Nothing is published here{list.after === null ? ' yet' : ' before that'}.</p>}
    <ul class="plain">
      {list.claims.map((claim) => (
        <li>
          <p>
            <a href={`${site.home}${claimPath(claim.slug)}`}>
              <Words in={claim.language}>{claim.statement}</Words>
            </a>
          </p>
          <p class="soft">
            <ShortRating rating={claim.rating} />
            {' · '}
            {claim.claimants.map((name, place) => (
              <>
                {place > 0 && ', '}
                <Name>{name}</Name>
              </>
            ))}
            {claim.claimants.length > 0 && ' · '}
            <Day at={claim.publishedAt} />
            {claim.modifiedAt !== claim.publishedAt && (
              <>
                , changed on <Day at={claim.modifiedAt} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
    <p class="more">
      {list.after !== null && <a href={`${site.home}${path}`}>Newest</a>}{' '}
      {list.next !== null && (
        <a href={`${site.home}${path}?after=${encodeURIComponent(list.next)}`} rel="next">
          Older
        </a>
      )}
    </p>
  </>
);
