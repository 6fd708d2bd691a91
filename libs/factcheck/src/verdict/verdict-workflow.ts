import { type ActionOf, type StateOf, statesOf, type Workflow } from '../workflow.js';

/** The whole life of one verdict version. A claim has at most one that is open. */
export const verdictWorkflow = [
  {
    from: null,
    action: 'draft',
    to: 'draft',
    who: ['assignee'],
    note: 'the claim is being checked, or is published with an accepted correction',
  },
  {
    from: null,
    action: 'import',
    to: 'published',
    who: ['editor'],
    note: 'decided before Claimdesk, no ballots: the only way to publication around the quorum, and marked for ever',
  },
  {
    from: 'draft',
    action: 'submit',
    to: 'in_review',
    who: ['author'],
    note: 'evidence suffices or an override is recorded; reply record present; freezes content, policy, scale and digest',
  },
  { from: 'draft', action: 'handOver', to: 'draft', who: ['editor'], note: 'both stay authors for ever' },
  { from: 'changes_requested', action: 'handOver', to: 'changes_requested', who: ['editor'] },
  { from: 'in_review', action: 'recall', to: 'draft', who: ['author'], note: 'ballots are void' },
  {
    from: 'in_review',
    action: 'ballot',
    to: 'in_review',
    who: ['reviewer', 'editor'],
    note: 'not an author; one ballot a person and digest; nobody recused or interested',
  },
  {
    from: 'in_review',
    action: 'withdrawBallot',
    to: 'in_review',
    who: ['voter'],
    note: 'until the quorum has decided',
  },
  { from: 'in_review', action: 'approve', to: 'approved', who: ['consequence'], note: 'n approvals of the quorum' },
  {
    from: 'in_review',
    action: 'requestChanges',
    to: 'changes_requested',
    who: ['consequence'],
    note: 'm − n + 1 rejections',
  },
  { from: 'changes_requested', action: 'revise', to: 'draft', who: ['author'], note: 'every ballot is void' },
  { from: 'approved', action: 'revise', to: 'draft', who: ['author'], note: 'every ballot is void' },
  {
    from: 'approved',
    action: 'object',
    to: 'in_review',
    who: ['reviewer', 'editor'],
    reason: 'text',
    note: 'ballots void',
  },
  {
    from: 'scheduled',
    action: 'object',
    to: 'in_review',
    who: ['reviewer', 'editor'],
    reason: 'text',
    note: 'ballots void',
  },
  { from: 'approved', action: 'schedule', to: 'scheduled', who: ['editor'], note: 'no hold' },
  { from: 'scheduled', action: 'unschedule', to: 'approved', who: ['editor'] },
  { from: 'approved', action: 'publish', to: 'published', who: ['editor'], note: 'rules checked again; no hold' },
  {
    from: 'scheduled',
    action: 'publish',
    to: 'published',
    who: ['editor', 'system'],
    note: 'at its time by the clock, or earlier by an editor with a reason; rules checked again; no hold',
  },
  {
    from: 'published',
    action: 'ballot',
    to: 'published',
    who: ['reviewer', 'editor'],
    note: 'the rest of the ballots that an urgent publication owes, and no others',
  },
  {
    from: 'published',
    action: 'supersede',
    to: 'superseded',
    who: ['consequence'],
    note: 'a newer version is published',
  },
  { from: 'published', action: 'retract', to: 'retracted', who: ['consequence'], note: 'a retraction is published' },
  { from: 'draft', action: 'abandon', to: 'abandoned', who: ['author', 'editor'], reason: 'text' },
  { from: 'in_review', action: 'abandon', to: 'abandoned', who: ['author', 'editor'], reason: 'text' },
  { from: 'changes_requested', action: 'abandon', to: 'abandoned', who: ['author', 'editor'], reason: 'text' },
  { from: 'approved', action: 'abandon', to: 'abandoned', who: ['author', 'editor'], reason: 'text' },
  {
    from: 'scheduled',
    action: 'abandon',
    to: 'abandoned',
    who: ['author', 'editor'],
    reason: 'text',
    note: 'needed because dropping, merging or withdrawing a claim abandons its verdict in any open state',
  },
] as const satisfies Workflow;

export type VerdictStatus = StateOf<typeof verdictWorkflow>;
export type VerdictAction = ActionOf<typeof verdictWorkflow>;
export const verdictStatuses: readonly VerdictStatus[] = statesOf(verdictWorkflow);

/** A claim has at most one verdict in one of these. */
export const openVerdictStatuses = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
] as const satisfies readonly VerdictStatus[];
