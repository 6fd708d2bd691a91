import type { Quorum } from '#libs/factcheck';

export const quorums: readonly Quorum[] = [
  { approvals: 1, of: 1 },
  { approvals: 1, of: 2 },
  { approvals: 2, of: 2 },
  { approvals: 2, of: 3 },
  { approvals: 3, of: 4 },
];
/** What somebody who wants to get on would do in each state. */
export const sensible: Readonly<Record<string, readonly string[]>> = {
  none: ['draft', 'draft', 'retraction', 'ask', 'decide'],
  draft: ['submit', 'submit', 'submit', 'edit', 'handOver'],
  in_review: ['approve', 'approve', 'approve', 'approve', 'approve', 'reject', 'withdraw', 'recall', 'recuse'],
  changes_requested: ['revise', 'revise', 'handOver'],
  approved: ['publish', 'publish', 'publish', 'schedule', 'object', 'revise'],
  scheduled: ['clock', 'clock', 'publish', 'unschedule', 'object'],
};
/** And what nobody would. */
export const everything = [
  ...new Set(Object.values(sensible).flat()),
  'interest',
  'policy',
  'confirm',
  'abandon',
  'vote before',
];
