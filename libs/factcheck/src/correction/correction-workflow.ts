import type { ActionOf, StateOf, Workflow } from '../workflow.js';

/** The whole life of a request to change something published. A reader's request enters when an editor takes it from the inbox. */
export const correctionWorkflow = [
  {
    from: null,
    action: 'request',
    to: 'requested',
    who: ['researcher', 'reviewer', 'editor', 'auditor', 'admin', 'integration'],
  },
  {
    from: 'requested',
    action: 'acknowledge',
    to: 'acknowledged',
    who: ['editor'],
    note: 'the requester gets a reference and a status link',
  },
  {
    from: 'acknowledged',
    action: 'accept',
    to: 'accepted',
    who: ['editor'],
    reason: 'text',
    note: 'decided by someone who neither wrote, approved nor published it',
  },
  {
    from: 'acknowledged',
    action: 'reject',
    to: 'rejected',
    who: ['editor'],
    reason: 'text',
    note: 'the answer names the complaint route of IFCN and EFCSN',
  },
  { from: 'accepted', action: 'publish', to: 'published', who: ['editor'], note: 'with the public note' },
  { from: 'rejected', action: 'appeal', to: 'appealed', who: ['requester', 'editor'], reason: 'text' },
  {
    from: 'appealed',
    action: 'accept',
    to: 'accepted',
    who: ['editor'],
    reason: 'text',
    note: 'decided by someone other than who rejected it',
  },
  {
    from: 'appealed',
    action: 'reject',
    to: 'rejected_finally',
    who: ['editor'],
    reason: 'text',
    note: 'a state of its own, so that a request is appealed once and not for ever',
  },
] as const satisfies Workflow;

export type CorrectionStatus = StateOf<typeof correctionWorkflow>;
export type CorrectionAction = ActionOf<typeof correctionWorkflow>;
