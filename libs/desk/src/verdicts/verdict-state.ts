import type { Procedure, Quorum, RestStatus, VerdictStatus } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';

const ids = (table: string, column: string, v: string): string =>
  `(select coalesce(json_agg(l.${column} order by l.${column}), '[]') from ${table} l
     where l.organization_id = ${v}.organization_id and l.verdict_id = ${v}.id)`;

/** The verdict as events and answers tell it. */
export const verdictState = (
  v: string,
): string => `json_build_object('id', ${v}.id, 'claim', ${v}.claim_id, 'number', ${v}.number,
  'status', ${v}.status, 'outcome', ${v}.outcome, 'rating', ${v}.rating, 'scale', json_build_object('code', ${v}.scale_code, 'version', ${v}.scale_version),
  'summary', ${v}.summary, 'rationale', ${v}.rationale, 'citations', ${ids('verdict_citation', 'citation_id', v)},
  'utterances', ${ids('verdict_utterance', 'utterance_id', v)}, 'authors', ${ids('verdict_author', 'member_id', v)},
  'judgedAsOf', ${v}.judged_as_of, 'evidenceCutOff', ${v}.evidence_cut_off, 'precedents', ${v}.precedents, 'correction', ${v}.correction_id,
  'policy', ${v}.policy_version, 'methodology', ${v}.methodology_version, 'legacy', ${v}.legacy, 'procedure', ${v}.procedure, 'quorum', ${v}.quorum, 'rest', case when ${v}.rest_status is not null then
    json_build_object('status', ${v}.rest_status, 'quorum', ${v}.rest_quorum, 'dueAt', instant(${v}.rest_due_at),
    'endedAt', instant(${v}.rest_ended_at)) end, 'disputedAt', instant(${v}.disputed_at), 'overrideReason', ${v}.override_reason, 'overrideKind', ${v}.override_kind, 'digest', ${v}.digest,
  'submittedAt', instant(${v}.submitted_at), 'scheduledFor', instant(${v}.scheduled_for), 'scheduledBy', ${v}.scheduled_by,
  'embargoLiftedBecause', ${v}.embargo_lifted_because, 'publishedAt', instant(${v}.published_at), 'publisher', ${v}.published_by,
  'version', ${v}.version, 'createdAt', instant(${v}.created_at), 'updatedAt', instant(${v}.updated_at))`;

/** An earlier verdict that was considered, and why this one departs from it if it does. */
export type Precedent = { readonly id: string; readonly departsBecause: string | null };

export type VerdictState = JsonObject & {
  readonly id: string;
  readonly claim: string;
  readonly number: number;
  readonly status: VerdictStatus;
  readonly outcome: 'rating' | 'retraction';
  readonly rating: string | null;
  readonly scale: { readonly code: string; readonly version: number };
  readonly summary: string;
  readonly rationale: string;
  readonly citations: readonly string[];
  readonly utterances: readonly string[];
  readonly authors: readonly string[];
  readonly judgedAsOf: string;
  readonly evidenceCutOff: string;
  readonly precedents: readonly Precedent[];
  readonly correction: string | null;
  readonly policy: number | null;
  /** The version of the methodology in force at submit; null where none was written. */
  readonly methodology: number | null;
  /** What the archive said of it, for one that was decided before Claimdesk. */
  readonly legacy: JsonObject | null;
  readonly procedure: Procedure;
  /** What decides it before it goes out. */
  readonly quorum: (Quorum & JsonObject) | null;
  /** What an urgent one owes after that. */
  readonly rest:
    | (JsonObject & {
        readonly status: RestStatus;
        readonly quorum: Quorum & JsonObject;
        readonly dueAt: string | null;
      })
    | null;
  readonly digest: string | null;
  readonly scheduledFor: string | null;
  readonly scheduledBy: string | null;
  readonly version: number;
};
