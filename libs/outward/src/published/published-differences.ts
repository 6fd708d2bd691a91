import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import {
  claimColumns,
  claimsAsJson,
  expectedClaims,
  expectedVersions,
  houseTables,
  versionColumns,
  versionsAsJson,
} from './published-store.js';
import type { ClaimRows } from './rows-of-claim.js';

/** A row that stands there and must not, must and does not, or is another than it must be. */
export interface Difference {
  readonly claim: string;
  /** null: the claim's own row. */
  readonly version: number | null;
  readonly expected: boolean;
  readonly stored: boolean;
  /** Columns that differ, where both rows are there. */
  readonly columns: readonly string[];
}

// As JSON, because that is how columns are named one by one; a tsvector stands in it as text.
const differences = (key: string, version: string): string => `
  select coalesce(e.claim_id, s.claim_id) as claim, ${version} as version, e.claim_id is not null as expected,
         s.claim_id is not null as stored, array(select k.key from jsonb_each(to_jsonb(e)) k
           where e.claim_id is not null and s.claim_id is not null and k.value is distinct from to_jsonb(s) -> k.key order by 1) as columns
    from expected e full join stored s on ${key}
   where to_jsonb(e) is distinct from to_jsonb(s) order by 1, 2`;

/** What stands in the published tables beside what must. */
@Injectable()
export class PublishedDifferences {
  constructor(private readonly connections: Connections) {}

  /** Claims of which anything is public, by id, after the given one. */
  async claims(organization: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.connections.read<{ id: string }>(
      organization,
      `select claim_id as id from published_claim where organization_id = $1 and claim_id > $2 order by claim_id limit $3`,
      [organization, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Of these claims, given the rows that must be there. */
  async ofClaims(tx: Tx, claims: readonly string[], rows: readonly ClaimRows[]): Promise<Difference[]> {
    const own = await tx.batch<Difference & Record<string, unknown>>(
      `with expected as (${expectedClaims}), stored as (
         select ${claimColumns} from published_claim where organization_id = $1 and claim_id = any($3::uuid[]))
       ${differences('e.claim_id = s.claim_id', 'null::int')}`,
      [tx.organization, claimsAsJson(rows), claims],
    );
    const versions = await tx.batch<Difference & Record<string, unknown>>(
      `with expected as (${expectedVersions}), stored as (
         select ${versionColumns} from published_version where organization_id = $1 and claim_id = any($3::uuid[]))
       ${differences('e.claim_id = s.claim_id and e.number = s.number', 'coalesce(e.number, s.number)')}`,
      [tx.organization, versionsAsJson(rows), claims],
    );
    return [...own, ...versions];
  }

  /** What tells one content of each table beside the claims from another. */
  async houseFingerprints(tx: Tx): Promise<Map<string, string>> {
    const prints = new Map<string, string>();
    for (const table of houseTables) {
      const [row] = await tx.query<{ print: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)), 0) as print
           from ${table} t where organization_id = $1`,
        [tx.organization],
      );
      prints.set(table, row?.print ?? '');
    }
    return prints;
  }
}
