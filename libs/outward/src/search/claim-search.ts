import { Injectable } from '@nestjs/common';
import { PublicConnections } from '#libs/database';
import { configsByLanguage, searchConfig, searchConfigs } from '../published/search-config.js';
import { type FoundClaim, type FoundCheck, foundClaim } from './found-claim.js';
import { pageToken, startOf } from './page-token.js';
import type { SearchParameters } from './search-parameters.js';

/** One query as PostgreSQL's text search has it: in all languages, in each, and as it stands. */
export interface SearchWords {
  readonly wide: string;
  readonly byLanguage: Readonly<Record<string, string>>;
  readonly plain: string;
}

/** Google's answer: without what is empty. */
export interface SearchAnswer {
  readonly claims?: readonly FoundClaim[];
  readonly nextPageToken?: string;
}

/**
 * The newest matches, which are the ones that are ranked, and so the last place that can be asked for. Ranking costs with its
 * candidates: a word that stands everywhere must not take a second. The planner knows how common the words are. It takes
 * rare ones out of the index of words, and for common ones goes back in time until there are enough, so this must be
 * planned with the words that are asked for.
 */
const ranked = 1_000;

/** Of a check, what an answer is made of: the whole page would be read by nobody. */
const found = `json_build_object('slug', c.slug, 'pageOfRecord', c.page_of_record, 'publishedAt', instant(c.published_at),
  'page', json_build_object('statement', c.page -> 'statement', 'summary', c.page -> 'summary', 'language', c.page -> 'language',
    'rating', json_build_object('labels', c.page #> '{rating,labels}'),
    'utterances', jsonb_path_query_array(c.page, '$.utterances[0]')))`;

const siteText = `lower(regexp_replace(coalesce(c.page_of_record, o.base_url, $2), '^https?://(www\\.)?([^/:?#]+).*$', '\\2', 'i'))`;
const beganText = `coalesce(c.page #>> '{utterances,0,saidOn}', c.page #>> '{utterances,0,article,publishedAt}', '')`;

/** The text of a search, by what it asks for, and its values. @public for the test of its plan */
export function searchStatement(
  asked: SearchParameters & { readonly organization?: string | undefined },
  origin: string,
  start: number,
  words?: SearchWords,
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [asked.pageSize + 1, origin, start];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const conditions = [`c.state = 'published'`];
  if (asked.organization !== undefined) conditions.push(`c.organization_id = ${value(asked.organization)}`);
  if (asked.language !== undefined) conditions.push(`lower(split_part(c.language, '-', 1)) = ${value(asked.language)}`);
  if (asked.site !== undefined) conditions.push(`${siteText} = ${value(asked.site)}`);
  if (asked.maxAgeDays !== undefined) {
    const since = `now() - make_interval(days => ${value(asked.maxAgeDays)}::int)`;
    // By the claim's date or the review's, whichever is newer.
    conditions.push(
      `(c.published_at >= ${since} or left(${beganText}, 10) collate "C" >= to_char(${since}, 'YYYY-MM-DD') collate "C")`,
    );
  }
  const from = `from published_claim c join published_organization o on o.organization_id = c.organization_id`;
  const house = `json_build_object('slug', o.slug, 'siteName', coalesce(o.site_name, o.name), 'baseUrl', o.base_url)`;
  // Where no site is asked for, $2 would have no type.
  const where = [...conditions, ...(asked.site === undefined ? ['$2::text is not null'] : [])].join(' and ');
  if (words === undefined) {
    return {
      text: `select ${found} as claim, ${house} as house ${from} where ${where}
        order by c.published_at desc, c.claim_id desc limit $1 offset $3`,
      values,
    };
  }
  const wide = `${value(words.wide)}::tsquery`;
  // What the index finds for all languages is held against the words in the claim's own: a word that is excluded has other
  // forms there.
  const own = `(${value(JSON.stringify(words.byLanguage))}::jsonb ->> lower(split_part(c.language, '-', 1)))::tsquery`;
  const plain = `${value(words.plain)}::tsquery`;
  return {
    text: `with newest as (
        select c.organization_id, c.claim_id, c.published_at, c.search ${from}
         where ${where} and c.search @@ ${wide} and (c.search @@ ${own} or c.search @@ ${plain})
         order by c.published_at desc, c.claim_id desc limit ${ranked}
      ), best as (
        select organization_id, claim_id, published_at, ts_rank(search, ${wide}) as rank from newest
         order by rank desc, published_at desc, claim_id desc limit $1 offset $3
      ) select ${found} as claim, ${house} as house from best b
          join published_claim c on c.organization_id = b.organization_id and c.claim_id = b.claim_id
          join published_organization o on o.organization_id = b.organization_id
         order by b.rank desc, b.published_at desc, b.claim_id desc`,
    values,
  };
}

/** Published checks by words, language, site and age: of one newsroom, or of all that are here. */
@Injectable()
export class ClaimSearch {
  constructor(private readonly connections: PublicConnections) {}

  /** Nothing when the page token is of another search. `organization`: whose; all without it. */
  async run(asked: SearchParameters, origin: string, organization?: string): Promise<SearchAnswer | undefined> {
    const scope = organization ?? 'all';
    const start = startOf(scope, asked);
    if (start === undefined) return undefined;
    const words = asked.query === undefined ? undefined : await this.words(asked.query, asked.language);
    if (words === null) return {};
    const { text, values } = searchStatement({ ...asked, organization }, origin, start, words);
    const rows = await (words === undefined
      ? this.connections.read<FoundCheck>(text, values)
      : this.connections.readPlanned<FoundCheck>(text, values));
    const shown = rows.slice(0, asked.pageSize).map((one) => foundClaim(one, origin));
    return {
      ...(shown.length === 0 ? {} : { claims: shown }),
      ...(rows.length > asked.pageSize ? { nextPageToken: pageToken(scope, asked, start + asked.pageSize) } : {}),
    };
  }

  /** What is asked for in each language's forms; null when there is nothing in it to look for. */
  private async words(query: string, language?: string): Promise<SearchWords | null> {
    const wanted = language === undefined ? searchConfigs : [...new Set(['simple', searchConfig(language)])];
    const rows = await this.connections.read<{ config: string; words: string }>(
      `select config, websearch_to_tsquery(config::regconfig, $1)::text as words from unnest($2::text[]) config`,
      [query, wanted],
    );
    const byConfig = new Map(rows.filter(({ words }) => words !== '').map(({ config, words }) => [config, words]));
    const every = [...new Set(byConfig.values())].map((words) => `(${words})`);
    if (every.length === 0) return null;
    const languages = Object.entries(configsByLanguage).flatMap(([tag, config]) => {
      const words = byConfig.get(config);
      return words === undefined ? [] : [[tag, words]];
    });
    return {
      wide: every.join(' | '),
      byLanguage: Object.fromEntries(languages) as Record<string, string>,
      plain: byConfig.get('simple') ?? '',
    };
  }
}
