import { PublishOnTime } from '#libs/desk';
import { type Answer, type Body, type Caller, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed, verdictInReview } from '../../support/story.js';

describe('when many act on one verdict at once', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let judges: Caller[];

  beforeAll(async () => {
    // Without a worker: the clock is run by hand.
    newsroom = await openNewsroom({}, false);
    desk = await staffed(newsroom);
    judges = await Promise.all(['Ann', 'Ben', 'Cem', 'Dea'].map((name) => newsroom.hire(name, 'reviewer', 'editor')));
  });
  afterAll(() => newsroom?.close());

  const outcomes = (answers: readonly Answer[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const answer of answers) {
      const outcome =
        answer.status < 300
          ? answer.body.choice
            ? answer.body.outcome
            : 'done'
          : `${answer.status} ${answer.body.code}`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return counts;
  };
  const events = async (claim: string, type: string): Promise<number> => {
    const [row] = await newsroom.on.asOwner<{ n: number }>(
      `select count(*)::int as n from event where convert_from(bytes, 'UTF8')::json ->> 'root' = $1 and convert_from(bytes, 'UTF8')::json ->> 'type' = $2`,
      [claim, type],
    );
    return row?.n ?? 0;
  };
  const rule = async (quorum: object): Promise<void> => {
    const { proposal } = await desk.editor.post('/organization/policy', { quorum });
    if (proposal) await newsroom.admin.post(`/organization/policy/${proposal.id}/confirm`);
  };
  const vote = (who: Caller, verdict: Body, choice = 'approve'): Promise<Answer> =>
    who.send('post', `/v1/verdicts/${verdict.id}/ballots`, {
      choice,
      digest: verdict.digest,
      comment: 'c',
      interests: none,
    });
  const read = (verdict: Body): Promise<Body> => desk.editor.get(`/verdicts/${verdict.id}`);

  it('three people who approve at a quorum of two of three give two ballots, one of which decides', async () => {
    await rule({ approvals: 2, of: 3 });
    for (let time = 0; time < 5; time += 1) {
      const { claim, verdict } = await verdictInReview(desk);
      const answers = await Promise.all(judges.slice(0, 3).map((judge) => vote(judge, verdict)));
      expect(outcomes(answers)).toEqual({ undecided: 1, approve: 1, '409 verdict.wrong_state': 1 });
      expect(await events(claim.id, 'ballot.cast')).toBe(2);
      expect(await read(verdict)).toMatchObject({ status: 'approved' });
    }
  });

  it('approvals below a quorum all succeed, however many come at once', async () => {
    await rule({ approvals: 4, of: 4 });
    const { verdict } = await verdictInReview(desk);
    const answers = await Promise.all(judges.map((judge) => vote(judge, verdict)));
    expect(outcomes(answers)).toEqual({ undecided: 3, approve: 1 });
    await rule({ approvals: 1, of: 1 });
  });

  it('a ballot that is withdrawn while another decides is either not counted or not withdrawn', async () => {
    await rule({ approvals: 2, of: 2 });
    for (let time = 0; time < 5; time += 1) {
      const [ann, ben] = judges as [Caller, Caller];
      const { verdict } = await verdictInReview(desk);
      await vote(ann, verdict);
      const [withdrawn, cast] = await Promise.all([
        ann.send('post', `/v1/verdicts/${verdict.id}/ballots/withdraw`),
        vote(ben, verdict),
      ]);
      const { status } = await read(verdict);
      expect(cast.status).toBe(201);
      expect([withdrawn.status, cast.body.outcome, status]).toEqual(
        withdrawn.status === 200 ? [200, 'undecided', 'in_review'] : [409, 'approve', 'approved'],
      );
    }
    await rule({ approvals: 1, of: 1 });
  });

  it('of a publication and an objection one wins, and nothing is published that was objected to', async () => {
    for (let time = 0; time < 8; time += 1) {
      const { claim, verdict } = await approvedVerdict(desk);
      const path = `/v1/verdicts/${verdict.id}`;
      const tries = [
        desk.editor.send('post', `${path}/publish`, { interests: none }),
        (judges[0] as Caller).send('post', `${path}/object`, { reason: 'Wait.' }),
      ];
      const answers = await Promise.all(time % 2 ? tries.reverse() : tries);
      expect(outcomes(answers)).toEqual({ done: 1, '409 verdict.wrong_state': 1 });
      const { status } = await read(verdict);
      const [out, back] = [await events(claim.id, 'verdict.published'), await events(claim.id, 'verdict.objected')];
      expect([status, out, back]).toEqual(status === 'published' ? ['published', 1, 0] : ['in_review', 0, 1]);
    }
  });

  it('of the clock and whoever takes the time away one wins, many clocks publish once, an old time never does', async () => {
    const clock = newsroom.app.get(PublishOnTime);
    const { organization } = await desk.editor.get('/me');
    const scheduleOf = async (verdict: Body): Promise<string> => {
      const at = new Date(Date.now() + 3_600_000).toISOString();
      await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at, interests: none });
      const [row] = await newsroom.on.asOwner<{ id: string }>(`select schedule_id as id from verdict where id = $1`, [
        verdict.id,
      ]);
      return row?.id ?? '';
    };
    for (let time = 0; time < 8; time += 1) {
      const { claim, verdict } = await approvedVerdict(desk);
      const schedule = await scheduleOf(verdict);
      const [answer] = await Promise.all([
        desk.editor.send('post', `/v1/verdicts/${verdict.id}/unschedule`),
        ...Array.from({ length: 4 }, () => clock.run(organization, schedule)),
      ]);
      const won = answer.status === 200;
      expect([(await read(verdict)).status, await events(claim.id, 'verdict.published')]).toEqual(
        won ? ['approved', 0] : ['published', 1],
      );
      if (!won) continue;
      await scheduleOf(verdict);
      await clock.run(organization, schedule);
      expect((await read(verdict)).status).toBe('scheduled');
    }
  });

  it('an edit and a submission at once never freeze words that are not shown', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { verdict } = await verdictInReview(desk);
      const draft = await desk.researcher.post(`/verdicts/${verdict.id}/recall`);
      await Promise.all([
        desk.researcher.send('post', `/v1/verdicts/${draft.id}/submit`, { interests: none }),
        desk.researcher.send(
          'patch',
          `/v1/verdicts/${draft.id}`,
          { summary: `Edit ${time}.` },
          { 'if-match': `"${draft.version}"` },
        ),
      ]);
      const [row] = await newsroom.on.asOwner<{ same: boolean }>(
        `select convert_from(content, 'UTF8')::json ->> 'summary' = summary as same from verdict where id = $1`,
        [draft.id],
      );
      expect(row?.same).toBe(true);
    }
  });

  it('a weaker policy that many confirm at once is put in force once', async () => {
    await rule({ approvals: 2, of: 2 });
    const { proposal } = await desk.editor.post('/organization/policy', { quorum: { approvals: 1, of: 1 } });
    const answers = await Promise.all(
      [newsroom.admin, ...judges, ...judges].map((who) =>
        who.send('post', `/v1/organization/policy/${proposal.id}/confirm`),
      ),
    );
    expect(outcomes(answers)).toEqual({ done: 1, '409 policy.proposal_stale': 8 });
  });
});
