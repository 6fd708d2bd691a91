import type { Quorum } from '#libs/factcheck';

export const quorums: readonly Quorum[] = [
  { approvals: 1, of: 1 },
  { approvals: 1, of: 2 },
  { approvals: 2, of: 2 },
  { approvals: 2, of: 3 },
  { approvals: 3, of: 4 },
];

/** What somebody who wants to get on would do: by the state of the open verdict, else by that of the claim. */
export const sensible: Readonly<Record<string, readonly string[]>> = {
  submitted: ['accept'],
  accepted: ['assign'],
  declined: ['reopen'],
  withdrawn: ['reopen'],
  duplicate: ['unmerge'],
  checking: ['draft', 'draft', 'draft', 'cite'],
  published: ['ask', 'decide', 'decide', 'draft', 'retraction', 'suspend'],
  suspended: ['restore', 'retraction'],
  retracted: ['reopen'],
  draft: ['submit', 'submit', 'submit', 'submit', 'edit', 'handOver', 'reword', 'editCitation'],
  in_review: [
    'approve',
    'approve',
    'approve',
    'approve',
    'approve',
    'approve',
    'reject',
    'withdrawBallot',
    'recall',
    'recuse',
    'author votes',
    'vote twice',
    'machine votes',
    'vote on what was',
  ],
  changes_requested: ['revise', 'revise', 'handOver'],
  approved: [
    'publish',
    'publish',
    'publish',
    'schedule',
    'schedule',
    'object',
    'revise',
    'author publishes',
    'machine publishes',
    'approver has an interest',
    'suspend',
  ],
  scheduled: [
    'clock',
    'clock',
    'clock',
    'publish',
    'unschedule',
    'object',
    'scheduler has an interest',
    'approver has an interest',
  ],
};

/** And what nobody would, but somebody may try. */
export const everything: readonly string[] = [
  ...new Set(Object.values(sensible).flat()),
  ...['abandon', 'uncite', 'saying', 'editSource', 'author votes', 'vote twice', 'vote on what was'],
  ...['interest', 'approver has an interest', 'scheduler has an interest'],
  ...['decline', 'drop', 'withdraw', 'merge', 'hold', 'release', 'split', 'deny', 'appeal'],
  ...['policy', 'policy', 'weaken', 'confirm', 'confirm', 'scale'],
  ...['suspendMember', 'changeRoles', 'issueKey', 'rotateKey', 'machineKey'],
];

/** A next version that comes out while what it corrects is taken down. */
export const correcting = 'ask decide draft submit approve approve suspend publish restore publish'.split(' ');

/** What somebody would do who wants it out without those who should judge it. */
export const schemes: readonly (readonly string[])[] = [
  ['handOver', 'submit', 'author votes', 'author votes', 'publish'],
  ['reword', 'submit', 'author votes', 'approve', 'publish'],
  ['approve', 'vote twice', 'vote twice', 'publish'],
  ['approve', 'withdrawBallot', 'vote twice', 'approve', 'publish'],
  ['submit', 'weaken', 'confirm', 'confirm', 'approve', 'publish'],
  ['weaken', 'confirm', 'confirm', 'approve', 'author publishes'],
  ['approve', 'recall', 'edit', 'submit', 'vote on what was', 'publish'],
  ['approve', 'revise', 'edit', 'submit', 'vote on what was', 'publish'],
  ['approve', 'edit', 'reword', 'editCitation', 'uncite', 'saying', 'editSource', 'approve', 'publish'],
  ['approve', 'approver has an interest', 'approve', 'publish'],
  ['approve', 'approve', 'object', 'publish', 'approve', 'publish'],
  ['schedule', 'scheduler has an interest', 'clock'],
  ['schedule', 'approver has an interest', 'clock'],
  ['schedule', 'unschedule', 'clock', 'schedule', 'hold', 'clock', 'release', 'clock'],
  ['hold', 'approve', 'publish', 'release', 'publish'],
  ['drop', 'approve', 'publish', 'reopen', 'publish'],
  ['withdraw', 'publish', 'reopen', 'accept', 'assign', 'publish'],
  ['merge', 'approve', 'publish', 'clock', 'unmerge', 'publish'],
  ['recuse', 'recall', 'submit', 'vote twice', 'approve', 'publish'],
  ['suspendMember', 'approve', 'changeRoles', 'approve', 'rotateKey', 'approve', 'publish'],
];
