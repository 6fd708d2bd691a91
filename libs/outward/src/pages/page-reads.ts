import { Injectable } from '@nestjs/common';
import { PublicConnections } from '#libs/database';
import type { PublishedChange, PublishedPage } from '../published/published-claim.js';
import type { CorrectionListed } from './corrections-page.js';
import type { Listed } from './lists.js';
import type { MethodologyShown } from './methodology-page.js';
import type { NotSelectedCount } from './not-selected-page.js';
import type { Place } from './place.js';

/** Which claims: all of them, those on a topic, or those that somebody said. */
export interface ListOf {
  readonly topic?: string;
  readonly claimant?: string;
}

export interface ListedRow extends Listed {
  readonly place: Place;
  readonly topics: PublishedPage['topics'];
  readonly sayers: readonly { readonly id: string; readonly name: string | null }[];
}

export interface CorrectionRow extends CorrectionListed {
  readonly place: Place;
}

const milliseconds = (time: string): string => `((extract(epoch from ${time}) * 1000)::bigint)::text`;
const moment = (milliseconds: string): string => `to_timestamp(${milliseconds}::bigint / 1000.0)::timestamptz(3)`;

// What a list shows of a claim: its page may be long, and most of it is not asked for.
const listed = `c.slug, c.statement, c.language, c.page -> 'rating' as rating, c.page -> 'topics' as topics,
  instant(c.published_at) as "publishedAt", instant(c.modified_at) as "modifiedAt",
  (select coalesce(json_agg(u -> 'claimant'), '[]') from jsonb_array_elements(c.page -> 'utterances') u
    where jsonb_typeof(u -> 'claimant') = 'object') as sayers,
  json_build_object('at', ${milliseconds('c.published_at')}, 'id', c.claim_id, 'number', 0) as place`;

// One statement for each set of filters that is present.
const filters = {
  all: `true`,
  topic: `c.topics @> array[$5]`,
  // Found first: PostgreSQL takes a claimant for commoner than any is, and would open page after page to look for them.
  claimant: `c.claim_id = any(array(select claim_id from published_claim where organization_id = $1 and state = 'published'
      and jsonb_path_query_array(page, '$.utterances[*].claimant.id') ? $5))`,
} as const;

export const listStatement = (filter: keyof typeof filters): string => `select ${listed} from published_claim c
  where c.organization_id = $1 and c.state = 'published'
    and (c.published_at, c.claim_id) < (${moment('$3')}, $4::uuid) and ${filters[filter]}
  order by c.published_at desc, c.claim_id desc limit $2`;

const fromTheTop: Place = { at: '99999999999999', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', number: 999_999 };

/** What lists and registers for readers are made of: the published tables, read as everybody may. */
@Injectable()
export class PageReads {
  constructor(private readonly connections: PublicConnections) {}

  async list(organization: string, of: ListOf, limit: number, behind: Place = fromTheTop): Promise<ListedRow[]> {
    const [filter, value] = of.topic ? (['topic', of.topic] as const) : (['claimant', of.claimant] as const);
    const rows = await this.connections.read<Omit<ListedRow, 'claimants'>>(
      listStatement(value === undefined ? 'all' : filter),
      [organization, limit, behind.at, behind.id, ...(value === undefined ? [] : [value])],
    );
    return rows.map((row) => ({ ...row, claimants: namesOf(row.sayers) }));
  }

  /** When a claim last changed for readers; undefined before the first one. */
  async changedAt(organization: string): Promise<string | undefined> {
    const [row] = await this.connections.read<{ at: string | null }>(
      `select instant(max(changed_at)) as at from published_claim where organization_id = $1`,
      [organization],
    );
    return row?.at ?? undefined;
  }

  async corrections(organization: string, limit: number, behind: Place = fromTheTop): Promise<CorrectionRow[]> {
    return this.connections.read<PublishedChange & CorrectionRow>(
      `select v.number as version, instant(v.published_at) as "publishedAt", v.change, v.major, v.note,
         json_build_object('slug', c.slug, 'statement', c.statement, 'language', c.language) as claim,
         json_build_object('at', ${milliseconds('v.published_at')}, 'id', v.claim_id, 'number', v.number) as place
       from published_version v join published_claim c on c.organization_id = v.organization_id and c.claim_id = v.claim_id
       where v.organization_id = $1 and v.change <> 'first'
         and (v.published_at, v.claim_id, v.number) < (${moment('$3')}, $4::uuid, $5)
       order by v.published_at desc, v.claim_id desc, v.number desc limit $2`,
      [organization, limit, behind.at, behind.id, behind.number],
    );
  }

  /** The newest one, or the version that a verdict names; and how many there are. */
  async methodology(
    organization: string,
    version?: number,
  ): Promise<{ readonly shown: MethodologyShown | undefined; readonly newest: number }> {
    const [row] = await this.connections.read<MethodologyShown & { newest: number }>(
      `select m.version, m.language, m.text, instant(m.created_at) as "createdAt", n.newest
         from (select max(version) as newest from published_methodology where organization_id = $1) n
         join published_methodology m on m.organization_id = $1 and m.version = coalesce($2, n.newest)`,
      [organization, version ?? null],
    );
    return { shown: row, newest: row?.newest ?? 0 };
  }

  /** How many claims were turned down, by reason, topic and origin. */
  async notSelected(organization: string): Promise<NotSelectedCount[]> {
    return this.connections.read<NotSelectedCount>(
      `select counted, code, labels, claims from published_not_selected where organization_id = $1
        order by claims desc, code`,
      [organization],
    );
  }
}

/** The first few who are named, each once. */
const namesOf = (sayers: ListedRow['sayers']): string[] =>
  [...new Set(sayers.flatMap(({ name }) => name ?? []))].slice(0, 3);
