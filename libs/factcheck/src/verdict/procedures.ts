import { type Refusal, refusal } from '#libs/kernel';
import type { Quorum } from '../review/quorum.js';
import type { Procedure } from '../vocabulary/judging.js';

/** What a newsroom allows besides the standard way; null: it does not. Never below one other person. */
export interface Procedures {
  /** So many approvals before it goes out, the rest of the quorum within so many hours after that. */
  readonly urgent: { readonly approvals: number; readonly hours: number } | null;
  /** So many approvals for a version that mends a slip of the pen and nothing else. */
  readonly refile: { readonly approvals: number } | null;
}

interface PolicyOfProcedures {
  readonly quorum: Quorum;
  /** Absent in the oldest versions of a policy: none allowed. */
  readonly procedures?: Procedures;
}

export const noProcedures: Procedures = { urgent: null, refile: null };

/** Longer than a day is no "at once". */
export const mostUrgentHours = 24;

const proceduresOf = (policy: PolicyOfProcedures): Procedures => policy.procedures ?? noProcedures;

/** What is wrong with a policy's procedures, in words. */
export function proceduresFault(policy: PolicyOfProcedures): string | undefined {
  const { urgent, refile } = proceduresOf(policy);
  for (const [name, procedure] of Object.entries({ urgent, refile })) {
    if (!procedure) continue;
    const { approvals } = procedure;
    if (!Number.isSafeInteger(approvals) || approvals < 1)
      return `procedures.${name}.approvals cannot be ${approvals}: at least one other person judges, always.`;
    if (approvals > policy.quorum.approvals)
      return `procedures.${name} asks for ${approvals} approvals, more than the quorum of ${policy.quorum.approvals}. Ask for fewer, or set it to null.`;
  }
  if (urgent && (!Number.isSafeInteger(urgent.hours) || urgent.hours < 1 || urgent.hours > mostUrgentHours))
    return `procedures.urgent.hours cannot be ${urgent.hours}: the rest of the ballots is due within 1 to ${mostUrgentHours} hours.`;
  return undefined;
}

/** In which points the procedures ask for less than before. To allow one at all is to ask for less. */
export function procedureWeakenings(
  before: PolicyOfProcedures,
  after: PolicyOfProcedures,
): Readonly<Record<string, boolean>> {
  const [was, is] = [proceduresOf(before), proceduresOf(after)];
  const needed = (policy: PolicyOfProcedures, procedure: { readonly approvals: number } | null): number =>
    procedure ? procedure.approvals : policy.quorum.approvals;
  return {
    'procedures.urgent':
      is.urgent !== null && (was.urgent === null || needed(after, is.urgent) < needed(before, was.urgent)),
    'procedures.urgent.hours': is.urgent !== null && was.urgent !== null && is.urgent.hours > was.urgent.hours,
    'procedures.refile':
      is.refile !== null && (was.refile === null || needed(after, is.refile) < needed(before, was.refile)),
  };
}

/** What decides a verdict before it goes out, and what must follow after that. */
export interface FrozenQuorum {
  readonly quorum: Quorum;
  readonly rest: { readonly quorum: Quorum; readonly hours: number } | null;
}

/**
 * The quorum of a submission under this procedure. Fewer approvals, but as many rejections stop it as ever: with n of m
 * these are m − n + 1.
 */
export function quorumUnder(procedure: Procedure, policy: PolicyOfProcedures): FrozenQuorum | { readonly no: Refusal } {
  const { quorum } = policy;
  if (procedure === 'standard') return { quorum, rest: null };
  const allowed = proceduresOf(policy)[procedure];
  if (!allowed) {
    return {
      no: refusal(
        'verdict.procedure_not_allowed',
        `The policy of this newsroom knows no ${procedure} procedure. Submit it as "standard", or have the policy changed (POST /v1/organization/policy).`,
      ),
    };
  }
  const { approvals } = allowed;
  const fewer = { approvals, of: approvals + (quorum.of - quorum.approvals) };
  return { quorum: fewer, rest: 'hours' in allowed ? { quorum, hours: allowed.hours } : null };
}
