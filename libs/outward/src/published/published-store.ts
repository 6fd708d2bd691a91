import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { OrganizationRow } from './row-of-organization.js';
import type { ClaimRows } from './rows-of-claim.js';

/** How far an organization's log was read, and how far it goes. */
export interface Progress {
  readonly next: number;
  readonly size: number;
}

const columns = `slug = excluded.slug, state = excluded.state, language = excluded.language, version = excluded.version,
  statement = excluded.statement, rating = excluded.rating, topics = excluded.topics, page_of_record = excluded.page_of_record,
  published_at = excluded.published_at, modified_at = excluded.modified_at, changed_at = excluded.changed_at, digest = excluded.digest,
  page = excluded.page, search = excluded.search`;

const words = (field: string, weight: string): string =>
  `setweight(to_tsvector((x.words ->> 'config')::regconfig, x.words ->> '${field}') || to_tsvector('simple', x.words ->> '${field}'), '${weight}')`;

/** What is public beside claims, and what it is counted from. */
export const houseTables = [
  'published_organization',
  'published_methodology',
  'published_not_selected',
  'not_selected',
] as const;

/** Of `published_claim`, in the order in which `expectedClaims` gives them. */
export const claimColumns = `organization_id, claim_id, slug, state, language, version, statement, rating, topics, page_of_record,
  published_at, modified_at, changed_at, digest, page, search`;

/** Rows of `published_claim` out of JSON ($2), as they are written and as they are compared. */
export const expectedClaims = `select $1::uuid as organization_id, x.id as claim_id, x.slug, x.state, x.language, x.version, x.statement,
  x.rating, x.topics, x."pageOfRecord" as page_of_record, x."publishedAt" as published_at, x."modifiedAt" as modified_at,
  x."changedAt" as changed_at, x.digest, x.page,
  case when x.words is not null then ${words('first', 'A')} || ${words('second', 'B')} || ${words('third', 'C')} end as search
  from jsonb_to_recordset($2::jsonb) as x(id uuid, slug text, state text, language text, version int, statement text, rating text,
    topics text[], "pageOfRecord" text, "publishedAt" timestamptz, "modifiedAt" timestamptz, "changedAt" timestamptz,
    digest text, page jsonb, words jsonb)`;

export const versionColumns = 'organization_id, claim_id, number, published_at, change, major, note, page';

/** The same of `published_version`. */
export const expectedVersions = `select $1::uuid as organization_id, x.claim as claim_id, x.version as number,
  x."publishedAt" as published_at, x.change, x.major, x.note, x.page
  from jsonb_to_recordset($2::jsonb) as x(claim uuid, version int, "publishedAt" timestamptz, change text, major boolean, note text, page jsonb)`;

export const claimsAsJson = (rows: readonly ClaimRows[]): string => JSON.stringify(rows.map(({ claim }) => claim));

export const versionsAsJson = (rows: readonly ClaimRows[]): string =>
  JSON.stringify(rows.flatMap(({ claim, versions }) => versions.map((one) => ({ ...one, claim: claim.id }))));

/** The one who writes what everybody reads. */
@Injectable()
export class PublishedStore {
  constructor(private readonly connections: Connections) {}

  async progress(organization: string): Promise<Progress> {
    const [row] = await this.connections.read<{ next: string | null; size: string }>(
      organization,
      `select p.next_index as next, h.size from ledger_head h
         left join published_progress p on p.organization_id = h.organization_id where h.organization_id = $1`,
      [organization],
    );
    return { next: Number(row?.next ?? 0), size: Number(row?.size ?? 0) };
  }

  /** Whether the log was read exactly so far, and nobody else goes on until this transaction ends. */
  async lock(tx: Tx, next: number): Promise<boolean> {
    await tx.query(
      `insert into published_progress (organization_id, next_index) values ($1, 0) on conflict (organization_id) do nothing`,
      [tx.organization],
    );
    const [row] = await tx.query<{ next_index: string }>(
      `select next_index from published_progress where organization_id = $1 for update skip locked`,
      [tx.organization],
    );
    return row !== undefined && Number(row.next_index) === next;
  }

  async advance(tx: Tx, next: number): Promise<void> {
    await tx.query(`update published_progress set next_index = $2 where organization_id = $1`, [tx.organization, next]);
  }

  async writeOrganization(tx: Tx, row: OrganizationRow): Promise<void> {
    await tx.query(
      `insert into published_organization (organization_id, slug, name, site_name, base_url, changed_at, page)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (organization_id) do update set slug = excluded.slug, name = excluded.name, site_name = excluded.site_name,
         base_url = excluded.base_url, changed_at = excluded.changed_at, page = excluded.page`,
      [tx.organization, row.slug, row.name, row.siteName, row.baseUrl, row.changedAt, JSON.stringify(row.page)],
    );
  }

  /** Every version that the log told of up to this size. None of them ever changes. */
  async writeMethodology(tx: Tx, size: number): Promise<void> {
    await tx.query(
      `insert into published_methodology (organization_id, version, language, text, created_at)
       select $1, (m.after ->> 'version')::int, m.after ->> 'language', m.after ->> 'text', (m.after ->> 'createdAt')::timestamptz
         from (select convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after'] as after
                 from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
                where s.organization_id = $1 and s.type = 'methodology' and s.id = $1 and s.from_index < $2) m
       on conflict do nothing`,
      [tx.organization, size],
    );
  }

  /** Puts these claims in the place of what stood of them, all their versions with them. */
  async writeClaims(tx: Tx, rows: readonly ClaimRows[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.batch(`delete from published_version where organization_id = $1 and claim_id = any($2::uuid[])`, [
      tx.organization,
      rows.map(({ claim }) => claim.id),
    ]);
    await tx.batch(
      `insert into published_claim (${claimColumns}) ${expectedClaims}
       on conflict (organization_id, claim_id) do update set ${columns}`,
      [tx.organization, claimsAsJson(rows)],
    );
    await tx.batch(`insert into published_version (${versionColumns}) ${expectedVersions}`, [
      tx.organization,
      versionsAsJson(rows),
    ]);
  }

  /** No claim is public any more, until it is written anew. */
  async clearClaims(tx: Tx): Promise<void> {
    await this.empty(tx, ['published_version', 'published_claim']);
  }

  /** The same of everything else that is public of this organization. */
  async clearHouse(tx: Tx): Promise<void> {
    await this.empty(tx, houseTables);
  }

  private async empty(tx: Tx, tables: readonly string[]): Promise<void> {
    for (const table of tables) await tx.query(`delete from ${table} where organization_id = $1`, [tx.organization]);
  }
}
