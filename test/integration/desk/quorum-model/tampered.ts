import type { Oracle } from './oracle/oracle.js';
import type { Told } from './oracle/told.js';

type Draft<T> = { -readonly [Key in keyof T]: T[Key] extends object | null ? Draft<T[Key]> : T[Key] };

/** A true log with one lie each, under what the oracle must say to it. */
export function tampered(log: readonly Told[], { versions }: Oracle): Record<string, Told[]> {
  const out = log.find(
    ({ type, actor, changes }) =>
      type === 'verdict.published' &&
      actor.kind === 'member' &&
      versions.get(changes[0]?.id ?? '')?.submission?.rules.quorum.approvals !== undefined,
  ) as Told;
  const verdict = out.changes[0]?.id as string;
  const author = [...(versions.get(verdict)?.authors ?? [])][0] as string;
  const before = log.slice(0, log.indexOf(out));
  const last = (fits: (told: Told) => boolean): number => before.findLastIndex(fits);
  const approval = last(
    ({ type, changes }) =>
      type === 'ballot.cast' &&
      changes.some(({ after }) => after.verdict === verdict && after.choice === 'approve') &&
      changes.some(({ id }) => id === verdict),
  );
  const submitted = last(({ type, changes }) => type === 'verdict.submitted' && changes[0]?.id === verdict);
  const at = log.indexOf(out);
  const lie = (place: number, change: (told: Draft<Told>) => void): Told[] => {
    const copy = structuredClone(log.slice(0, at + 1)) as Draft<Told>[];
    change(copy[place] as Draft<Told>);
    return copy;
  };
  const ballot = (told: Draft<Told>) =>
    told.changes.find(({ type }) => type === 'ballot')?.after as Record<string, unknown>;
  const rules = versions.get(verdict)?.submission?.rules;
  return {
    'no author voted': lie(approval, (told) => {
      ballot(told).voter = author;
      told.actor.member = author;
    }),
    'a person voted': lie(approval, (told) => (told.actor.kind = 'integration')),
    'the key is one of this member': lie(
      approval,
      (told) => (told.actor.key = out.actor.key === told.actor.key ? 'x' : out.actor.key),
    ),
    'the ballot is of whoever cast it': lie(approval, (told) => (ballot(told).voter = author)),
    'the ballot is on what is in review': lie(approval, (told) => (ballot(told).digest = '0'.repeat(64))),
    'there was something to decide': lie(submitted, (told) => (told.type = 'verdict.edited')),
    [`${rules?.quorum.approvals} approve`]: lie(approval, (told) => (ballot(told).choice = 'recuse')),
    'an interest bars': lie(approval, (told) => {
      const { voter } = ballot(told);
      told.changes.push({
        type: 'interest',
        id: 'x',
        version: 1,
        after: { claim: told.root, member: voter, declared: 'one' },
      });
    }),
    'the digest is that of the ballots': lie(
      at,
      (told) => ((told.changes[0] as { after: Record<string, unknown> }).after.digest = 'x'),
    ),
    'the words are those that were judged': lie(
      at,
      (told) => ((told.changes[0] as { after: Record<string, unknown> }).after.summary = 'x'),
    ),
    'the policy is that of the submission': lie(
      at,
      (told) => ((told.changes[0] as { after: Record<string, unknown> }).after.policy = 0),
    ),
    'an editor published': lie(at, (told) => (told.actor.member = 'x')),
    'it was decided': lie(approval, (told) => (told.type = 'ballot.withdrawn')),
  };
}
