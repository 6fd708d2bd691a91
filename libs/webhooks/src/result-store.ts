import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { LeasedWork } from '#libs/jobs';
import { newId } from '#libs/kernel';
import type { AttemptResult } from './attempt-outcome.js';
import type { DeliveryStatus } from './delivery-store.js';

/** One request, for the log. */
export interface AttemptRecord {
  readonly number: number;
  readonly url: string | null;
  readonly requestBytes: number | null;
  /** RFC 3339, by the worker's clock: the time that was signed. */
  readonly startedAt: string;
  readonly result: AttemptResult;
  readonly status: number | null;
  readonly detail: string | null;
  readonly responseBody: string | null;
  readonly responseTruncated: boolean;
  /** The harmless ones. */
  readonly responseHeaders: Readonly<Record<string, string>> | null;
  /** Milliseconds by phase */
  readonly timing: Readonly<Record<string, number>>;
}

/** What becomes of one leased delivery. */
export interface Result {
  readonly work: LeasedWork;
  readonly endpoint: string;
  /** None when no request was made. */
  readonly attempts: readonly AttemptRecord[];
  /** None leaves the delivery as it is. */
  readonly status?: DeliveryStatus;
  /** The work comes back after so many seconds; none ends it. */
  readonly seconds?: number;
  /** Why the endpoint is to be disabled: the receiver wants nothing more, or it has failed; too long, perhaps. */
  readonly ends?: 'gone' | 'failing';
  /** The endpoint began to fail with this, or ceased to. */
  readonly turned?: 'failing' | 'well';
  /** For so many seconds the endpoint wants nothing at all. */
  readonly pauseSeconds?: number;
  readonly strictOrder?: boolean;
}

@Injectable()
export class ResultStore {
  /** The deliveries and their attempt log, in one statement. A delivery that was cancelled meanwhile stays so, unless this reached it. */
  async write(tx: Tx, results: readonly Result[]): Promise<void> {
    const moved = results.filter((result) => result.status !== undefined);
    if (moved.length === 0) return;
    const lines = moved.flatMap((result) =>
      result.attempts.map((attempt) => ({ delivery: result.work.subject, attempt })),
    );
    await tx.batch(
      `with moved as (
         update delivery d set attempts = d.attempts + given.made,
                status = case when d.status = 'pending' or given.status = 'delivered' then given.status else d.status end,
                next_attempt_at = case when d.status = 'pending' and given.status = 'pending' then now() + make_interval(secs => given.seconds) end,
                finished_at = case when given.status <> 'pending' and (d.status = 'pending' or given.status = 'delivered') then now() else d.finished_at end
           from unnest($2::uuid[], $3::text[], $4::float8[], $5::int[]) as given(id, status, seconds, made)
          where d.organization_id = $1 and d.id = given.id
       )
       insert into attempt (organization_id, id, delivery_id, number, started_at, result, status, detail, response_body, response_truncated, timing, url, request_bytes, response_headers)
       select $1, * from unnest($6::uuid[], $7::uuid[], $8::int[], $9::timestamptz[], $10::text[], $11::int[], $12::text[], $13::text[], $14::boolean[], $15::jsonb[], $16::text[], $17::int[], $18::jsonb[])`,
      [
        tx.organization,
        moved.map((r) => r.work.subject),
        moved.map((r) => r.status),
        moved.map((r) => r.seconds ?? 0),
        moved.map((r) => r.attempts.length),
        lines.map(() => newId()),
        lines.map((l) => l.delivery),
        lines.map((l) => l.attempt.number),
        lines.map((l) => l.attempt.startedAt),
        lines.map((l) => l.attempt.result),
        lines.map((l) => l.attempt.status),
        lines.map((l) => l.attempt.detail),
        lines.map((l) => l.attempt.responseBody),
        lines.map((l) => l.attempt.responseTruncated),
        lines.map((l) => JSON.stringify(l.attempt.timing)),
        lines.map((l) => l.attempt.url),
        lines.map((l) => l.attempt.requestBytes),
        lines.map((l) => l.attempt.responseHeaders && JSON.stringify(l.attempt.responseHeaders)),
      ],
    );
  }
}
