import { refusal, type Ruling } from '#libs/kernel';

/** What each person did to the thing that is to be corrected, and to the request itself. */
export interface Involvement {
  readonly authors: readonly string[];
  readonly approvers: readonly string[];
  readonly publisher: string | null;
  /** Who rejected the request, when it is decided on appeal. */
  readonly rejectedBy: string | null;
}

/** Whether this member may decide a correction: nobody judges what they wrote, approved, published or already rejected. */
export function mayDecideCorrection(member: string, involved: Involvement): Ruling {
  const part = partOf(member, involved);
  return part
    ? refusal(
        'correction.decider_involved',
        `You ${part}, so you cannot decide this. Ask an editor who had no part in it.`,
        { facts: { part } },
      )
    : undefined;
}

function partOf(member: string, involved: Involvement): string | undefined {
  if (involved.authors.includes(member)) return 'wrote what this correction is about';
  if (involved.approvers.includes(member)) return 'approved what this correction is about';
  if (involved.publisher === member) return 'published what this correction is about';
  if (involved.rejectedBy === member) return 'rejected this request before the appeal';
  return undefined;
}
