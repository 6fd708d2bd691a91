import * as desk from '#libs/desk';
import type { Walk } from '../walk.js';
import type { Move } from './move.js';

const none = { declared: 'none' } as const;
const ratings = ['false', 'true', 'half_true'];

const assignee = async (walk: Walk): Promise<string[]> => {
  const { rows } = await walk.client.query<{ id: string | null }>(`select assignee_id as id from claim where id = $1`, [
    walk.claim,
  ]);
  return rows.flatMap(({ id }) => (id ? [id] : []));
};

/** The words that are judged, before and behind their submission. */
export const writing: Readonly<Record<string, Move>> = {
  draft: async (walk) =>
    walk.verb(desk.DraftVerdict).run(await walk.who(await assignee(walk), 0.95), walk.claim, {
      rating: walk.random.pick(ratings),
      summary: walk.words(),
      rationale: 'r',
      citations: walk.citations,
    }),
  retraction: async (walk) =>
    walk.verb(desk.DraftRetraction).run(await walk.editor(), walk.claim, { notice: walk.words(), rationale: 'r' }),
  edit: async (walk) =>
    walk
      .verb(desk.EditVerdict)
      .run(
        await walk.who([...walk.newest().authors, ...(await assignee(walk))]),
        walk.newest().id,
        walk.random.pick([
          { summary: walk.words() },
          { rating: walk.random.pick(ratings) },
          { citations: walk.citations },
          { judgedAsOf: '2025-05' },
        ]),
      ),
  handOver: async (walk) =>
    walk
      .verb(desk.HandOverVerdict)
      .run(await walk.editor(), walk.newest().id, { member: walk.random.pick(walk.cast.people).member }),
  submit: async (walk) =>
    walk.verb(desk.SubmitVerdict).run(await walk.author(), walk.newest().id, {
      interests: none,
      ...(walk.random.chance(0.5) ? { overrideReason: 'It is a law.' } : {}),
    }),
  recall: async (walk) => walk.verb(desk.RecallVerdict).run(await walk.author(), walk.newest().id),
  revise: async (walk) => walk.verb(desk.ReviseVerdict).run(await walk.author(), walk.newest().id),
  abandon: async (walk) =>
    walk.verb(desk.AbandonVerdict).run(await walk.editor(), walk.newest().id, { reason: walk.words() }),
  reword: async (walk) =>
    walk
      .verb(desk.EditClaim)
      .run(
        await walk.who(walk.oracle.staff.having('researcher', 'editor')),
        walk.claim,
        { statement: `The bridge was closed: ${walk.words()}` },
        walk.state?.version ?? 0,
      ),
  cite: async (walk) => {
    const actor = await walk.who(walk.oracle.staff.having('researcher', 'editor'));
    const cited = { source: walk.source, stance: 'supports', mode: 'linked', primary: false } as const;
    walk.citations.push((await walk.verb(desk.AddCitation).run(actor, walk.claim, cited)).id);
  },
  editCitation: async (walk) => {
    const id = walk.random.pick(walk.citations);
    const { rows } = await walk.client.query<{ version: number }>(`select version from citation where id = $1`, [id]);
    return walk
      .verb(desk.EditCitation)
      .run(
        await walk.who(walk.oracle.staff.having('researcher', 'editor')),
        id,
        walk.random.pick([
          { stance: 'context' as const },
          { note: walk.words() },
          { primary: walk.random.chance(0.5) },
        ]),
        rows[0]?.version ?? 0,
      );
  },
  uncite: async (walk) => {
    const id = walk.random.pick(walk.citations);
    await walk.verb(desk.RemoveCitation).run(await walk.editor(), id, walk.words());
    walk.citations = walk.citations.filter((one) => one !== id);
  },
  saying: async (walk) =>
    walk.verb(desk.AddUtterance).run(await walk.who(walk.oracle.staff.having('researcher', 'editor')), walk.claim, {
      mode: 'stated',
      claimant: { kind: 'outlet', name: 'The Gazette' },
      appearance: { medium: 'radio', excerpt: walk.words() },
    }),
  editSource: async (walk) => {
    const { rows } = await walk.client.query<{ version: number }>(`select version from source where id = $1`, [
      walk.source,
    ]);
    return walk
      .verb(desk.EditSource)
      .run(await walk.editor(), walk.source, { title: walk.words() }, rows[0]?.version ?? 0);
  },
};
