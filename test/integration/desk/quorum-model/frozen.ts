import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { Version } from './oracle/version.js';

/** The bytes that were judged, as they lie in the table: named by the digest of the log, and saying what the log said. */
export async function demandFrozen(client: Client, version: Version, wrong: string[]): Promise<void> {
  const { submission } = version;
  const { rows } = await client.query<{ content: Buffer }>(`select content from verdict where id = $1`, [version.id]);
  const bytes = rows[0]?.content ?? Buffer.alloc(0);
  if (createHash('sha256').update(bytes).digest('hex') !== submission?.digest) {
    wrong.push(`verdict ${version.id}: not (the digest names the frozen bytes)`);
    return;
  }
  const frozen = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  const ids = (list: unknown): string[] => (list as { id: string }[]).map(({ id }) => id).sort();
  // The order of the words that the oracle keeps: see version.ts.
  const said = JSON.stringify([
    JSON.stringify([frozen.statement, frozen.quantity]),
    ...['outcome', 'rating', 'scale', 'summary', 'rationale', 'judgedAsOf', 'evidenceCutOff', 'precedents'].map(
      (field) => frozen[field],
    ),
    ids(frozen.citations),
    ids(frozen.utterances),
  ]);
  if (said !== submission.words) wrong.push(`verdict ${version.id}: not (the frozen bytes say what was submitted)`);
  if (frozen.policy !== submission.rules.version)
    wrong.push(`verdict ${version.id}: not (the frozen bytes name the policy of the submission)`);
}
