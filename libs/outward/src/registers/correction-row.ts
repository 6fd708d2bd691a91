import { type CorrectionColumn, correctionColumnNames, hoursBetween } from '#libs/factcheck';
import type { PastState } from '#libs/ledger';
import { field, type State } from './register-row.js';
import type { Cell } from './cells.js';

/** A verdict beside its rating's label. */
export interface Judged {
  readonly verdict?: State;
  readonly label?: string;
}

/** One correction and what the register tells about it. What does not exist is undefined. */
export interface CorrectionRecord {
  readonly correction: State;
  readonly claim?: State;
  readonly before: Judged;
  readonly after: Judged;
  /** All its states up to the checkpoint, from the first on. */
  readonly past: readonly PastState[];
  /** The day of the checkpoint, 2026-05-03. */
  readonly today: string;
}

/** When it got to one of these for the last time. */
function reached({ past }: CorrectionRecord, ...statuses: readonly string[]): string | null {
  const steps = past.filter(
    ({ state }, place) => statuses.includes(String(state.status)) && state.status !== past[place - 1]?.state.status,
  );
  return steps.at(-1)?.occurredAt ?? null;
}

function hours(record: CorrectionRecord, until: string | null): number | null {
  const from = field(record.correction, 'createdAt');
  return from === null || until === null ? null : hoursBetween(from, until);
}

const decidedAt = (record: CorrectionRecord): string | null => reached(record, 'accepted', 'rejected');
const publishedAt = ({ correction }: CorrectionRecord): string | null => field(correction, 'publishedAt');

function isLate(record: CorrectionRecord): boolean | null {
  const due = field(record.correction, 'dueOn');
  return due === null ? null : (decidedAt(record)?.slice(0, 10) ?? record.today) > due;
}

const yesNo = (value: unknown): string | null => (typeof value === 'boolean' ? String(value) : null);

const columns = {
  correction_id: (r) => field(r.correction, 'id'),
  reference: (r) => field(r.correction, 'reference'),
  claim_id: (r) => field(r.correction, 'claim'),
  statement: (r) => field(r.claim, 'statement'),
  status: (r) => field(r.correction, 'status'),
  kind: (r) => field(r.correction, 'kind'),
  major: (r) => yesNo(r.correction.major),
  from_public: (r) => yesNo(r.correction.fromPublic),
  request: (r) => field(r.correction, 'request'),
  note: (r) => field(r.correction, 'note'),
  decision_reason: (r) => field(r.correction, 'decisionReason'),
  appeal: (r) => field(r.correction, 'appeal'),
  requested_at: (r) => field(r.correction, 'createdAt'),
  acknowledged_at: (r) => reached(r, 'acknowledged'),
  decided_at: decidedAt,
  published_at: publishedAt,
  due_on: (r) => field(r.correction, 'dueOn'),
  hours_to_acknowledge: (r) => hours(r, reached(r, 'acknowledged')),
  hours_to_decide: (r) => hours(r, decidedAt(r)),
  hours_to_publish: (r) => hours(r, publishedAt(r)),
  late: (r) => yesNo(isLate(r)),
  requested_by_id: (r) => field(r.correction, 'requestedBy'),
  decided_by_id: (r) => field(r.correction, 'decidedBy'),
  rejected_by_id: (r) => field(r.correction, 'rejectedBy'),
  published_by_id: (r) => field(r.after.verdict, 'publisher'),
  before_version: (r) => field(r.before.verdict, 'number'),
  before_rating: (r) => field(r.before.verdict, 'rating'),
  before_rating_label: (r) => r.before.label ?? null,
  before_summary: (r) => field(r.before.verdict, 'summary'),
  before_published_at: (r) => field(r.before.verdict, 'publishedAt'),
  after_version: (r) => field(r.after.verdict, 'number'),
  after_rating: (r) => field(r.after.verdict, 'rating'),
  after_rating_label: (r) => r.after.label ?? null,
  after_summary: (r) => field(r.after.verdict, 'summary'),
  after_published_at: (r) => field(r.after.verdict, 'publishedAt'),
} satisfies Record<CorrectionColumn, (record: CorrectionRecord) => Cell>;

export const correctionRow = (record: CorrectionRecord): Cell[] =>
  correctionColumnNames.map((name) => (columns[name] as (record: CorrectionRecord) => Cell)(record));
