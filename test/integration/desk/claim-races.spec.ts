import { type Answer, type Body, type Caller, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { approvedVerdict, claimBody, type Desk, none, staffed } from '../../support/story.js';

/** Every run of 200 is sent at once, over as many connections as the pool has. */
const atOnce = 200;

// Two hundred requests at once take their time where the machine has other work too.
jest.setTimeout(120_000);

describe('when many act on one claim at once', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let second: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    desk = await staffed(newsroom);
    second = await newsroom.hire('Emil Editor', 'editor');
  });
  afterAll(() => newsroom?.close());

  const outcomes = (answers: readonly Answer[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const outcome = status < 300 ? 'done' : `${status} ${body.code}`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return counts;
  };
  const read = (path: string): Promise<Body> => desk.editor.get(path);
  const submitted = (): Promise<Body> => desk.researcher.post('/claims', claimBody(desk.article.id));
  const post = (path: string, body: object, who = desk.editor): Promise<Answer> => who.send('post', `/v1${path}`, body);
  /** The types of a claim's events, in their order. */
  const events = async (claim: string): Promise<string[]> => {
    const rows = await newsroom.on.asOwner<{ type: string }>(
      `select e ->> 'type' as type from (select position, convert_from(bytes, 'UTF8')::json as e from event) told
        where e ->> 'root' = $1 order by position`,
      [claim],
    );
    return rows.map(({ type }) => type);
  };
  const approved = (count: number): Promise<{ claim: Body; verdict: Body }[]> =>
    Promise.all(Array.from({ length: count }, () => approvedVerdict(desk)));
  /** On each of these two things at once, many times over, the order turned round from one time to the next. */
  const fight = async (
    pairs: readonly { claim: Body; verdict: Body }[],
    one: (pair: { claim: Body; verdict: Body }) => Promise<Answer>,
    other: (pair: { claim: Body; verdict: Body }) => Promise<Answer>,
  ): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: atOnce / pairs.length / 2 }, (_, time) =>
        pairs.flatMap((pair, at) => ((time + at) % 2 ? [one(pair), other(pair)] : [other(pair), one(pair)])),
      ).flat(),
    );

  it('of merges that cross each other one wins, and no two claims point at each other', async () => {
    const [a, b] = [await submitted(), await submitted()];
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => {
        const [from, into] = at % 2 === 0 ? [a, b] : [b, a];
        return post(`/claims/${from.id}/merge`, { into: into.id });
      }),
    );
    const seen = outcomes(answers);
    expect([seen.done, seen['409 claim.wrong_state'], seen['409 claim.merge_chain']]).toEqual([1, 99, 100]);
    const [one, two] = [await read(`/claims/${a.id}`), await read(`/claims/${b.id}`)];
    const [loser, winner] = one.status === 'duplicate' ? [one, two] : [two, one];
    expect([loser.status, loser.duplicateOf, winner.status]).toEqual(['duplicate', winner.id, 'submitted']);
  });

  it('merges in a ring leave one that takes in, and no chain', async () => {
    const ring = await Promise.all(Array.from({ length: 8 }, submitted));
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => {
        const [from, into] = [ring[at % 8], ring[(at + 1 + (at % 3)) % 8]];
        return post(`/claims/${from.id}/merge`, { into: into.id });
      }),
    );
    expect(Object.keys(outcomes(answers)).filter((one) => !/^(done|409 )/.test(one))).toEqual([]);
    const after: Body[] = await Promise.all(ring.map(({ id }) => read(`/claims/${id}`)));
    const targets = new Set(after.flatMap(({ duplicateOf }) => duplicateOf ?? []));
    expect(after.filter(({ id, status }) => targets.has(id) && status === 'duplicate')).toEqual([]);
    expect(targets.size).toBeGreaterThan(0);
  });

  it('a claim is withdrawn or published, and its verdict goes the same way', async () => {
    const pairs = await approved(10);
    const answers = await fight(
      pairs,
      ({ claim }) => post(`/claims/${claim.id}/withdraw`, { reason: 'x' }),
      ({ verdict }) => post(`/verdicts/${verdict.id}/publish`, { interests: none }),
    );
    expect(answers.length).toBe(atOnce);
    expect(outcomes(answers).done).toBe(pairs.length);
    const ended = await Promise.all(
      pairs.map(async ({ claim, verdict }) => [
        (await read(`/claims/${claim.id}`)).status,
        (await read(`/verdicts/${verdict.id}`)).status,
        (await events(claim.id)).filter((type) => /withdrawn|published/.test(type)).join(),
      ]),
    );
    for (const end of ended)
      expect(end).toEqual(
        end[0] === 'published'
          ? ['published', 'published', 'verdict.published']
          : ['withdrawn', 'abandoned', 'claim.withdrawn'],
      );
  });

  it('nothing goes out once a hold is on it', async () => {
    const pairs = await approved(10);
    const answers = await fight(
      pairs,
      ({ claim }) => post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'x' }, second),
      ({ verdict }) => post(`/verdicts/${verdict.id}/publish`, { interests: none }),
    );
    expect(Object.keys(outcomes(answers)).filter((one) => !/^(done|409 )/.test(one))).toEqual([]);
    for (const { claim, verdict } of pairs) {
      const told = (await events(claim.id)).filter((type) => /held|published/.test(type));
      const { status } = await read(`/verdicts/${verdict.id}`);
      expect([status, told]).toEqual(
        status === 'published' ? ['published', ['verdict.published', 'claim.held']] : ['approved', ['claim.held']],
      );
      expect((await read(`/claims/${claim.id}`)).hold).toMatchObject({ kind: 'legal' });
    }
  });

  it('a merge and a verdict that is published at once leave no verdict without its claim', async () => {
    const pairs = await approved(10);
    const target = await submitted();
    await fight(
      pairs,
      ({ claim }) => post(`/claims/${claim.id}/merge`, { into: target.id }),
      ({ verdict }) => post(`/verdicts/${verdict.id}/publish`, { interests: none }),
    );
    for (const { claim, verdict } of pairs) {
      const ended = [(await read(`/claims/${claim.id}`)).status, (await read(`/verdicts/${verdict.id}`)).status];
      expect(ended).toEqual(ended[0] === 'published' ? ['published', 'published'] : ['duplicate', 'abandoned']);
    }
  });
});
