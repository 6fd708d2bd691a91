import type { Role } from '#libs/kernel';
import type { ClaimAction } from '../claim/claim-workflow.js';
import type { CorrectionAction } from '../correction/correction-workflow.js';
import type { VerdictAction } from '../verdict/verdict-workflow.js';

/** A role of a person, a machine's key, or the clock. */
export type Grantee = Role | 'integration' | 'system';

/** Steps that no table row gives to anybody (see `consequence` in workflow.ts) are no actions here. */
type WorkflowActions =
  | `claim.${Exclude<ClaimAction, 'import' | 'publish' | 'correct' | 'retract'>}`
  | `verdict.${Exclude<VerdictAction, 'ballot' | 'withdrawBallot' | 'approve' | 'requestChanges' | 'supersede' | 'retract'>}`
  | `correction.${CorrectionAction}`;

const people = ['researcher', 'reviewer', 'editor', 'auditor', 'admin'] as const;
const everybody = [...people, 'integration'] as const;
const desk = ['researcher', 'reviewer', 'editor'] as const;
const writers = ['researcher', 'editor'] as const;
const gatherers = ['researcher', 'editor', 'integration'] as const;

/**
 * Who may do what; what is not named is denied. A role opens the door only: author, assignee and submitter are asked for
 * by the verb. `admin` has no editorial action. A machine never drafts, votes, publishes, decides or sets policy.
 */
export const accessTable = {
  // Who the presented key stands for.
  'self.read': everybody,
  'organization.read': everybody,
  'organization.change': ['admin'],
  'policy.change': ['editor', 'admin'],
  'scale.change': ['editor', 'admin'],
  'methodology.change': ['editor', 'admin'],
  'member.invite': ['admin'],
  'member.read': people,
  'member.change': ['admin'],
  // To machines. Everybody sees, replaces and revokes their own; an administrator sees and revokes all.
  'key.create': ['admin'],
  'key.createOwn': people,
  'key.read': everybody,
  'key.rotate': everybody,
  'key.revoke': everybody,
  'access_log.read': ['auditor', 'admin'],
  'endpoint.manage': ['admin', 'integration'],
  'endpoint.read': ['editor', 'auditor', 'admin', 'integration'],
  'endpoint.grantEditorial': ['admin'],

  'desk.read': everybody,
  'history.read': everybody,
  'event.read': everybody,
  // Machines get public events by pulling; an administrator may grant an endpoint more.
  'event_editorial.read': people,
  'ledger.read': everybody,
  'ledger.rotateKey': ['admin'],
  'report.request': people,
  'report.read': people,
  // All claims at once, as the desk stands now. Not by a key with a period: it would see another time.
  'register.export': people,
  // A bundle holds every ballot, also those that the desk may not see before the quorum has decided.
  'audit.export': ['auditor', 'admin'],
  // What a newsroom gives out about itself, with overrides and ballots of related credentials in it.
  'transparency.read': ['editor', 'auditor', 'admin'],

  'article.ingest': gatherers,
  'claimant.register': gatherers,
  'source.register': gatherers,
  'source.change': writers,
  'source.merge': ['editor'],
  'citation.add': gatherers,
  'citation.change': writers,
  'citation.remove': writers,
  'capture.add': gatherers,
  'confidential.keep': writers,
  'confidential.read': people,
  'enquiry.record': writers,
  'interest.declare': desk,
  'comment.add': desk,
  'comment.resolve': desk,
  'topic.register': ['editor'],
  'import.run': ['editor', 'integration'],
  'publication.set': ['editor', 'integration'],

  'claim.submit': gatherers,
  'claim.edit': writers,
  'claim.link': writers,
  'claim.split': writers,
  'claim.setReviewBy': writers,
  'claim.accept': ['editor'],
  'claim.decline': ['editor'],
  'claim.merge': ['editor'],
  'claim.unmerge': ['editor'],
  'claim.withdraw': gatherers,
  'claim.drop': ['editor'],
  'claim.reopen': ['editor'],
  'claim.assign': ['editor'],
  'claim.suspend': ['editor'],
  'claim.restore': ['editor'],
  'claim.hold': ['editor'],
  'claim.release': ['editor'],
  // Everybody on the desk sees that a claim is on hold; why is between lawyers and editors.
  'claim.readHold': ['editor'],
  'utterance.add': writers,

  'verdict.draft': ['researcher'],
  // The archive is published without a ballot, so a person answers for it.
  'verdict.import': ['editor'],
  // The notice is drafted by an editor or by the assignee; the verb asks which.
  'verdict.draftRetraction': writers,
  'verdict.edit': writers,
  'verdict.submit': writers,
  'verdict.handOver': ['editor'],
  'verdict.recall': writers,
  'verdict.revise': writers,
  'verdict.object': ['reviewer', 'editor'],
  'verdict.schedule': ['editor'],
  'verdict.unschedule': ['editor'],
  'verdict.publish': ['editor', 'system'],
  'verdict.abandon': writers,
  'ballot.cast': ['reviewer', 'editor'],
  'ballot.withdraw': ['reviewer', 'editor'],

  'correction.request': everybody,
  'correction.acknowledge': ['editor'],
  'correction.accept': ['editor'],
  'correction.reject': ['editor'],
  // Whoever asked may be any person of the house; the verb asks whether it was them.
  'correction.appeal': people,
  'correction.publish': ['editor'],

  // One asks, another decides. The register of erasures names nobody, so whoever checks the house may read it.
  'person.erase': ['editor', 'admin'],
  'erasure.read': ['editor', 'auditor', 'admin'],
} as const satisfies Record<WorkflowActions, readonly Grantee[]> & Record<string, readonly Grantee[]>;

export type Action = keyof typeof accessTable;
export const actions = Object.keys(accessTable) as readonly Action[];
