import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { refuse } from '#libs/kernel';
import type { Tx } from './tx.js';

export interface Answer<T> {
  readonly value: T;
}

/**
 * The first answer to this Idempotency-Key, if there is one. The key is locked until the transaction ends: a second
 * request that comes while the first still runs is told so at once. Errors: idempotency.in_progress, .mismatch, .answer_erased.
 */
export async function recallAnswer<T>(tx: Tx): Promise<Answer<T> | undefined> {
  const asked = tx.actor.idempotency;
  if (!asked) return undefined;
  const [kept] = await tx.query<{ got: boolean; fingerprint: Buffer | null; sealed_answer: Buffer | null }>(
    `select got, fingerprint, sealed_answer from recall_answer($1, $2, $3)`,
    [tx.organization, asked.key, tx.now],
  );
  if (!kept?.got) {
    refuse(
      'idempotency.in_progress',
      'The first request with this Idempotency-Key is still running. Ask again in a moment.',
    );
  }
  if (!kept.fingerprint) return undefined;
  if (!kept.fingerprint.equals(Buffer.from(asked.fingerprint, 'hex'))) {
    refuse(
      'idempotency.mismatch',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    );
  }
  if (!kept.sealed_answer) {
    refuse(
      'idempotency.answer_erased',
      'This was done the first time. Its answer is no longer kept, because personal data was erased since. Read what was made.',
    );
  }
  return JSON.parse(open(kept.sealed_answer, asked.seal)) as Answer<T>;
}

/** Kept for 24 hours, sealed with the presented key: an answer may hold a secret that is shown once. */
export async function rememberAnswer<T>(tx: Tx, answer: Answer<T>): Promise<void> {
  const asked = tx.actor.idempotency;
  if (!asked) return;
  await tx.query(
    `insert into idempotent_answer (organization_id, key, fingerprint, sealed_answer, created_at) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, key) do update set fingerprint = excluded.fingerprint,
       sealed_answer = excluded.sealed_answer, created_at = excluded.created_at`,
    [
      tx.organization,
      asked.key,
      Buffer.from(asked.fingerprint, 'hex'),
      seal(JSON.stringify(answer), asked.seal),
      tx.now,
    ],
  );
}

/** How many answers are kept now; of those that were given before a time, if there is one. */
export async function countAnswers(tx: Tx, before: string | null = null): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from idempotent_answer where organization_id = $1 and sealed_answer is not null
        and ($2::timestamptz is null or created_at < $2)`,
    [tx.organization, before],
  );
  return row?.count ?? 0;
}

/** What was answered goes, that it was answered stays. Gives their number. */
export async function eraseAnswers(tx: Tx): Promise<number> {
  const rows = await tx.query(
    `update idempotent_answer set sealed_answer = null where organization_id = $1 and sealed_answer is not null returning 1`,
    [tx.organization],
  );
  return rows.length;
}

function seal(text: string, key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    // Another key of this organization used the same Idempotency-Key: its answer is not this caller's to read.
    return refuse('idempotency.mismatch', 'This Idempotency-Key was used with another API key. Use a new one.');
  }
}
