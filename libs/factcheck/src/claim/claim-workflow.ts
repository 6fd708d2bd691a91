import { type ActionOf, type StateOf, statesOf, type Workflow } from '../workflow.js';

const abandons = 'abandons the open verdict in the same transaction';

/** The whole life of a claim. It has no end: even what was declined, merged or retracted can be taken up again. */
export const claimWorkflow = [
  {
    from: null,
    action: 'submit',
    to: 'submitted',
    who: ['researcher', 'editor', 'integration'],
    note: 'the quote is found in the revision',
  },
  {
    from: null,
    action: 'import',
    to: 'published',
    who: ['consequence'],
    note: 'with a verdict that was decided before Claimdesk',
  },
  { from: 'submitted', action: 'accept', to: 'accepted', who: ['editor'], note: 'records why it was selected' },
  {
    from: 'submitted',
    action: 'decline',
    to: 'declined',
    who: ['editor'],
    reason: 'list',
    note: 'counted in the register of what was not selected',
  },
  {
    from: 'submitted',
    action: 'merge',
    to: 'duplicate',
    who: ['editor'],
    note: 'the target is not itself a duplicate; its appearances are shown with the target',
  },
  { from: 'accepted', action: 'merge', to: 'duplicate', who: ['editor'] },
  { from: 'checking', action: 'merge', to: 'duplicate', who: ['editor'], note: abandons },
  { from: 'submitted', action: 'withdraw', to: 'withdrawn', who: ['submitter', 'editor'], reason: 'text' },
  { from: 'accepted', action: 'withdraw', to: 'withdrawn', who: ['editor'], reason: 'text' },
  { from: 'checking', action: 'withdraw', to: 'withdrawn', who: ['editor'], reason: 'text', note: abandons },
  { from: 'checking', action: 'drop', to: 'declined', who: ['editor'], reason: 'list', note: abandons },
  { from: 'declined', action: 'reopen', to: 'submitted', who: ['editor'], reason: 'text' },
  { from: 'withdrawn', action: 'reopen', to: 'submitted', who: ['editor'], reason: 'text' },
  {
    from: 'duplicate',
    action: 'reopen',
    to: 'submitted',
    who: ['editor'],
    reason: 'text',
    note: 'the same as unmerge',
  },
  {
    from: 'duplicate',
    action: 'unmerge',
    to: 'submitted',
    who: ['editor'],
    reason: 'text',
    note: 'its appearances are its own again',
  },
  {
    from: 'accepted',
    action: 'assign',
    to: 'checking',
    who: ['editor'],
    note: 'the member has the role researcher; with a due date',
  },
  { from: 'checking', action: 'assign', to: 'checking', who: ['editor'], note: 'reassigning is the same action' },
  { from: 'checking', action: 'publish', to: 'published', who: ['consequence'], note: 'a verdict is published' },
  {
    from: 'published',
    action: 'assign',
    to: 'published',
    who: ['editor'],
    note: 'who drafts the version that carries out a correction',
  },
  { from: 'published', action: 'correct', to: 'published', who: ['consequence'], note: 'a correction is published' },
  { from: 'published', action: 'suspend', to: 'suspended', who: ['editor'], reason: 'text', note: 'at once' },
  { from: 'suspended', action: 'restore', to: 'published', who: ['editor'], reason: 'text' },
  {
    from: 'published',
    action: 'retract',
    to: 'retracted',
    who: ['consequence'],
    note: 'a verdict version with the outcome retraction is published',
  },
  { from: 'suspended', action: 'retract', to: 'retracted', who: ['consequence'], note: 'as from published' },
  { from: 'retracted', action: 'reopen', to: 'checking', who: ['editor'], reason: 'text' },
] as const satisfies Workflow;

export type ClaimStatus = StateOf<typeof claimWorkflow>;
export type ClaimAction = ActionOf<typeof claimWorkflow>;
export const claimStatuses: readonly ClaimStatus[] = statesOf(claimWorkflow);
