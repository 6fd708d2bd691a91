import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import {
  type CorrectionKind,
  eligibleVoters,
  type FrozenQuorum,
  mayDo,
  type OverrideKind,
  overrideRuling,
  type Policy,
  type Procedure,
  quorumReachable,
  quorumUnder,
  stepOrRefuse,
  sufficiency,
  type SufficiencyCitation,
  verdictDigest,
  verdictWorkflow,
} from '#libs/factcheck';
import { MemberStore, OrganizationStore } from '#libs/identity';
import { type Actor, demand, refuse, Refused, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { UtteranceStore } from '../claims/utterance-store.js';
import { type CitedSource, CitationStore } from '../evidence/citation-store.js';
import { EnquiryStore } from '../evidence/enquiry-store.js';
import { demandAuthor } from './by-author.js';
import { CorrectedContent } from './corrected-content.js';
import { frozenContent } from './frozen-content.js';
import { type InterestInput, type Interests, InterestStore } from './interest-store.js';
import { withStandingInterest } from './standing-interest.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictDrafts } from './verdict-drafts.js';
import { VerdictStore } from './verdict-store.js';

const maxBytes = 22_000;

/** The stores that only submit asks together: kept as one so that the verb reads as its story. */
@Injectable()
export class SubmitReads {
  constructor(
    readonly utterances: UtteranceStore,
    readonly citations: CitationStore,
    readonly enquiries: EnquiryStore,
    readonly members: MemberStore,
    readonly organizations: OrganizationStore,
    readonly corrected: CorrectedContent,
  ) {}
}

export interface SubmitInput {
  readonly interests?: InterestInput;
  /** Why the evidence is enough although the policy says it is not; visible for ever. */
  readonly overrideReason?: string;
  /** How it is to be judged; the standard way when not given. */
  readonly procedure?: Procedure;
  /** Its name; `other` when only a reason is given. */
  readonly override?: OverrideKind;
}

/** The author hands a draft to review: evidence, reply and quorum are checked, content and policy are frozen. */
@Injectable()
export class SubmitVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly drafts: VerdictDrafts,
    private readonly interests: InterestStore,
    private readonly reads: SubmitReads,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: SubmitInput, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.submit'));
      const author = demandAuthor(actor, verdict, 'submits a verdict for review');
      const interests = await this.interests.declare(tx, claim.id, author, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, () =>
        this.submit(tx, { verdict, claim }, input, interests),
      );
    });
  }

  private async submit(
    tx: Tx,
    { verdict, claim }: { readonly verdict: VerdictState; readonly claim: ClaimState },
    input: SubmitInput,
    interests: Interests,
  ): Promise<SubjectState> {
    const { id } = verdict;
    stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'submit');
    if (!interests.declared)
      refuse(
        'interests.undeclared',
        'Say whether you have an interest in this claim: {"declared": "none"}, or which one.',
      );
    const { policy, methodology } = await this.reads.organizations.rules(tx);
    const evidence = await this.reads.citations.ofVerdict(tx, id);
    const enough = isRetraction(verdict) ? undefined : sufficiency(evidence.map(asEvidence), policy);
    const override = enough && overrideOf(input);
    demand(override ? overrideRuling(override.kind, enough) : enough);
    if (!isRetraction(verdict) && !(await this.reads.enquiries.exists(tx, claim.id))) {
      refuse(
        'verdict.reply_record_missing',
        'Record whom you asked for a reply, or why nobody was asked (POST /v1/claims/{id}/enquiries).',
      );
    }
    await this.demandQuorum(tx, verdict, evidence, policy);
    const sayings = await this.reads.utterances.withClaimants(tx, claim.id);
    demandSayings(verdict, sayings);
    const content = frozenContent(claim, verdict, evidence, sayings, { policy: policy.version, methodology });
    const carriesOut = await this.reads.corrected.demandWithin(tx, verdict, content);
    const procedure = input.procedure ?? 'standard';
    const quorum = quorumOf(procedure, policy, carriesOut);
    const { digest, bytes } = verdictDigest(content);
    const submitted = await this.drafts.freeze(tx, verdict, {
      digest,
      content: bytes,
      policy: policy.version,
      methodology,
      procedure,
      quorum,
      ...(override ? { override } : {}),
    });
    demandRoomInEvent(submitted);
    await this.ledger.record(tx, {
      type: 'verdict.submitted',
      root: claim.id,
      policy: policy.version,
      labels: claimLabels(claim),
      changes: [{ type: 'verdict', id, version: submitted.version, after: submitted }, ...interests.changes],
      facts: { overridden: override ? enough.code : null, override: override?.kind ?? null, procedure },
    });
    return submitted;
  }

  private async demandQuorum(
    tx: Tx,
    verdict: VerdictState,
    evidence: readonly CitedSource[],
    policy: Policy,
  ): Promise<void> {
    const declared = await this.interests.ofClaim(tx, verdict.claim);
    const colleagues = (await this.reads.members.voters(tx)).map(({ id, roles }) => ({
      member: id,
      roles,
      active: true,
      interests: declared.get(id),
    }));
    const hands = { authors: await this.verdicts.authors(tx, verdict.id), citationAuthors: citationAuthors(evidence) };
    demand(quorumReachable(eligibleVoters(colleagues, hands, { policy, recused: [] }), policy.quorum));
  }
}

/** A saying leaves with the claim that brought it, when that is unmerged. What a verdict names must be what it freezes. */
function demandSayings({ utterances }: VerdictState, sayings: readonly { state: SubjectState }[]): void {
  const gone = utterances.find((id) => !sayings.some(({ state }) => state.id === id));
  if (gone === undefined) return;
  refuse(
    'verdict.utterance_not_on_claim',
    `${gone} is no utterance of this claim any more: the claim that brought it was unmerged. Edit the draft's utterances.`,
    { facts: { utterance: gone } },
  );
}

/** Less than the whole quorum, where policy and correction allow it. The whole one must be reachable all the same. */
function quorumOf(procedure: Procedure, policy: Policy, carriesOut: CorrectionKind | undefined): FrozenQuorum {
  if (procedure === 'refile' && carriesOut !== 'refile') {
    refuse(
      'verdict.procedure_not_allowed',
      'The procedure "refile" is for a version that carries out an accepted correction of the kind "refile". Submit it as "standard".',
    );
  }
  const found = quorumUnder(procedure, policy);
  if ('no' in found) throw new Refused(found.no);
  return found;
}

/** Publishing tells of this version and of the one it replaces in one event: each may take a good third of it. */
function demandRoomInEvent(submitted: VerdictState): void {
  const bytes = Buffer.byteLength(JSON.stringify(submitted));
  if (bytes <= maxBytes) return;
  refuse('event.too_large', `This verdict takes ${bytes} bytes, and ${maxBytes} is the most. Shorten its rationale.`);
}

/** A notice takes back what was said of a claim and says nothing new of it: no evidence and no reply are asked for. */
const isRetraction = (verdict: VerdictState): boolean => verdict.outcome === 'retraction';

const overrideOf = ({ override, overrideReason }: SubmitInput): { kind: OverrideKind; reason: string } | undefined => {
  if (override && !overrideReason) {
    refuse('request.invalid', 'overrideReason: say why this evidence is enough.', {
      errors: [{ field: 'overrideReason', message: 'is needed with an override' }],
    });
  }
  return overrideReason ? { kind: override ?? 'other', reason: overrideReason } : undefined;
};

const asEvidence = ({ citation, source }: CitedSource): SufficiencyCitation => ({
  id: citation.id,
  // Two sources that turned out to be one are one voice.
  sourceId: (source.mergedInto ?? source.id) as string,
  sourceTitle: source.title as string,
  primary: citation.primary as boolean,
  derivesFrom: citation.derivesFrom,
  access: source.access as SufficiencyCitation['access'],
  mode: citation.mode,
  unnamed: source.unnamed as boolean,
});

/** Who gathered this evidence: added it, or changed it before it was frozen (`until`; later changes reach no verdict). */
export const citationAuthors = (evidence: readonly CitedSource[], until?: string): { member: string; at: string }[] =>
  evidence.flatMap(({ citation }) => [
    ...(citation.addedBy.member ? [{ member: citation.addedBy.member, at: citation.createdAt }] : []),
    ...citation.changedBy.filter(({ at }) => until === undefined || at <= until),
  ]);
