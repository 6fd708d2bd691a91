import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { VerdictContent } from '#libs/factcheck';
import { sha256Hex } from '#libs/kernel';
import type { LogAt } from '#libs/ledger';
import { field, type State } from '../state.js';

/**
 * What a dossier asks of tables and not of the log's states: which ids there may be (rows stay when what they tell ends;
 * how they were then is asked of the log), and bytes that are named by a digest in the log and never change.
 */
@Injectable()
export class DossierStore {
  constructor(private readonly connections: Connections) {}

  /** Claims that may have been merged into this one at that size. */
  async maybeDuplicates(at: LogAt, claim: string): Promise<string[]> {
    const rows = await this.connections.read<{ id: string }>(
      at.organization,
      `select id from claim where organization_id = $1 and duplicate_of = $2
        union select id from ledger_state where organization_id = $1 and type = 'claim' and status = 'duplicate'
          and from_index < $3 and until_index >= $3 order by id`,
      [at.organization, claim, at.size],
    );
    return rows.map(({ id }) => id);
  }

  /** Links that name this claim, at either end. */
  async links(at: LogAt, claim: string): Promise<string[]> {
    const rows = await this.connections.read<{ id: string }>(
      at.organization,
      `select id from claim_link where organization_id = $1 and (claim_id = $2 or other_claim_id = $2) order by id`,
      [at.organization, claim],
    );
    return rows.map(({ id }) => id);
  }

  /** The texts of revisions by id: only those whose digest is the one that the log holds. */
  async texts(at: LogAt, digests: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    const rows = await this.connections.read<{ id: string; body: string }>(
      at.organization,
      `select id, body from revision where organization_id = $1 and id = any($2::uuid[])`,
      [at.organization, [...digests.keys()]],
    );
    return new Map(
      rows.filter(({ id, body }) => digests.get(id) === sha256Hex(Buffer.from(body))).map(({ id, body }) => [id, body]),
    );
  }

  /**
   * What was frozen of these verdicts, by the digest that each of them has; the bytes are looked at, so no other content
   * passes for one. By their ids too: nothing finds a digest alone but a walk over every verdict there is.
   */
  async contents(at: LogAt, verdicts: readonly State[]): Promise<ReadonlyMap<string, VerdictContent>> {
    const frozen = verdicts.filter((verdict) => field(verdict, 'digest') !== '');
    const rows = await this.connections.read<{ digest: string; content: Buffer }>(
      at.organization,
      `select digest, content from verdict
        where organization_id = $1 and id = any($2::uuid[]) and digest = any($3::text[]) and content is not null
       union all select digest, content from verdict_past_content
        where organization_id = $1 and verdict_id = any($2::uuid[]) and digest = any($3::text[])`,
      [
        at.organization,
        frozen.map((verdict) => field(verdict, 'id')),
        frozen.map((verdict) => field(verdict, 'digest')),
      ],
    );
    return new Map(
      rows
        .filter(({ digest, content }) => sha256Hex(content) === digest)
        .map(({ digest, content }) => [digest, JSON.parse(content.toString('utf8')) as VerdictContent]),
    );
  }
}
