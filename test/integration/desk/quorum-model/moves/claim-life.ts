import * as desk from '#libs/desk';
import type { Walk } from '../walk.js';
import type { Move } from './move.js';

/** Mostly an editor who had no part in what is published. */
function decider(walk: Walk) {
  const out = walk.oracle.versions.get(walk.oracle.published.at(-1) ?? '');
  const involved = [...(out?.authors ?? []), ...(out?.approvers() ?? []), out?.publisher];
  const editors = walk.oracle.staff.having('editor');
  return walk.who(walk.random.chance(0.7) ? editors.filter((editor) => !involved.includes(editor)) : editors);
}

/** What is done to the claim over or under its verdict, and to what is published. */
export const claimLife: Readonly<Record<string, Move>> = {
  accept: async (walk) => walk.verb(desk.AcceptClaim).run(await walk.editor(), walk.claim, { reason: 'reach' }),
  decline: async (walk) => walk.verb(desk.DeclineClaim).run(await walk.editor(), walk.claim, { reason: 'opinion' }),
  assign: async (walk) =>
    walk.verb(desk.AssignClaim).run(await walk.editor(), walk.claim, { member: walk.one('researcher') }),
  drop: async (walk) => walk.verb(desk.DropClaim).run(await walk.editor(), walk.claim, { reason: 'opinion' }),
  withdraw: async (walk) =>
    walk.verb(desk.WithdrawClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  merge: async (walk) =>
    walk.verb(desk.MergeClaim).run(await walk.editor(), walk.claim, { into: walk.other || walk.claim }),
  unmerge: async (walk) => walk.verb(desk.UnmergeClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  reopen: async (walk) => walk.verb(desk.ReopenClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  hold: async (walk) =>
    walk.verb(desk.HoldClaim).run(await walk.editor(), walk.claim, { kind: 'legal', reason: walk.words() }),
  release: async (walk) => walk.verb(desk.ReleaseClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  suspend: async (walk) => walk.verb(desk.SuspendClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  restore: async (walk) => walk.verb(desk.RestoreClaim).run(await walk.editor(), walk.claim, { reason: walk.words() }),
  split: async (walk) =>
    walk.verb(desk.SplitClaim).run(await walk.editor(), walk.claim, [{ statement: walk.words(), kind: 'event' }]),
  ask: async (walk) => {
    const actor = await walk.editor();
    walk.correction = (await walk.verb(desk.RequestCorrection).run(actor, walk.claim, { request: walk.words() })).id;
    await walk.verb(desk.AcknowledgeCorrection).run(actor, walk.correction);
  },
  decide: async (walk) =>
    walk.verb(desk.AcceptCorrection).run(await decider(walk), walk.correction || walk.claim, {
      kind: walk.random.pick(['correction', 'update', 'retraction'] as const),
      major: true,
      reason: walk.words(),
      note: walk.words(),
      interests: { declared: 'none' },
    }),
  deny: async (walk) =>
    walk.verb(desk.RejectCorrection).run(await decider(walk), walk.correction || walk.claim, {
      reason: walk.words(),
      interests: { declared: 'none' },
    }),
  appeal: async (walk) =>
    walk.verb(desk.AppealCorrection).run(await walk.editor(), walk.correction || walk.claim, { reason: walk.words() }),
};
