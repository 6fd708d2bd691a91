import type { FC } from 'hono/jsx';
import { EmbeddedJson } from '../../html/document.js';
import type {
  PublishedChange,
  PublishedCheck,
  PublishedPage,
  PublishedVersion,
} from '../../published/published-claim.js';
import { labelIn } from '../labels.js';
import { page as wholePage } from '../layout.js';
import { claimPath, permanent, type Site } from '../site.js';
import { Day, Paragraphs, Words } from '../words.js';
import { Changes } from './changes.js';
import { Claimed } from './claimed.js';
import { Made } from './made.js';
import { Replies } from './replies.js';
import { Sayings } from './sayings.js';
import { Sources } from './sources.js';
import { Verdict } from './verdict.js';

/** A published claim. `data`: its ClaimReview; none where another page is the one of record. */
export function claimPage(site: Site, claim: PublishedCheck, data: unknown): string {
  const { slug, page } = claim;
  return wholePage(
    site,
    {
      title: page.statement,
      canonical: claim.pageOfRecord ?? permanent(site, claimPath(slug)),
      description: beginningOf(page.summary),
      links: claim.pageOfRecord === null && <EmbeddedJson type="application/ld+json" value={data} />,
    },
    <Whole site={site} slug={slug} page={page} history={page.history} />,
  );
}

/** For search engines, by whole letters. */
const beginningOf = (text: string): string => {
  const letters = [...text];
  return letters.length > 300 ? `${letters.slice(0, 299).join('')}…` : text;
};

/** One version of it, for ever. Search engines are shown the newest instead. */
export function versionPage(site: Site, claim: PublishedCheck, { version, page }: PublishedVersion): string {
  return wholePage(
    site,
    {
      title: `Version ${version}: ${page.statement}`,
      canonical: claim.pageOfRecord ?? permanent(site, claimPath(claim.slug)),
      unlisted: true,
    },
    <Whole site={site} slug={claim.slug} page={page} history={claim.page.history} version={version} />,
  );
}

interface WholeProps {
  readonly site: Site;
  readonly slug: string;
  readonly page: PublishedPage;
  readonly history: readonly PublishedChange[];
  /** Of a version's permanent page. */
  readonly version?: number;
}

const Whole: FC<WholeProps> = ({ site, slug, page, history, version }) => (
  <article>
    <Topics site={site} topics={page.topics} />
    <h1>
      <Words in={page.language}>{page.statement}</Words>
    </h1>
    {version !== undefined && <Which site={site} slug={slug} history={history} version={version} />}
    <Verdict
      page={page}
      history={history.filter((one) => one.version <= page.version)}
      replaced={history.at(-1)?.version !== page.version}
    />
    <Claimed page={page} />
    <Sayings site={site} sayings={page.utterances} />
    <section aria-labelledby="why">
      <h2 id="why">Why we say so</h2>
      <Paragraphs text={page.rationale} in={page.language} />
    </section>
    <Sources sources={page.sources} />
    <Replies contacts={page.contacts} language={page.language} />
    <Changes
      site={site}
      slug={slug}
      language={page.language}
      history={history}
      {...(version === undefined ? {} : { shown: version })}
    />
    <Made site={site} page={page} />
  </article>
);

const Topics: FC<Pick<WholeProps, 'site'> & Pick<PublishedPage, 'topics'>> = ({ site, topics }) => (
  <p class="kicker">
    Fact-check
    {topics.map(({ code, labels }) => {
      const { text, language } = labelIn(labels, code);
      return (
        <>
          {' · '}
          <a href={`${site.home}/topics/${encodeURIComponent(code)}`}>
            <Words in={language}>{text}</Words>
          </a>
        </>
      );
    })}
  </p>
);

const Which: FC<Omit<WholeProps, 'page'>> = ({ site, slug, history, version }) => {
  const own = history.find((one) => one.version === version);
  const newest = history.at(-1);
  const now = `${site.home}${claimPath(slug)}`;
  return (
    <div class="notice">
      <p>
        Version {version}
        {own && (
          <>
            , published on <Day at={own.publishedAt} />
          </>
        )}
        .{' '}
        {newest?.version === version ? (
          <>
            It is what <a href={now}>stands now</a>.
          </>
        ) : (
          <>
            It was replaced since. <a href={now}>What we say now</a>
          </>
        )}
      </p>
    </div>
  );
};
