import { queueNames } from '#libs/desk';
import { eventually } from '../support/eventually.js';
import { hireInto } from '../support/hire-into.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import {
  approvedVerdict,
  claimBody,
  claimInChecking,
  type Desk,
  none,
  staffed,
  verdictInReview,
} from '../support/story.js';

describe('what the desk has to look at', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const ids = async (caller: Caller, queue: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Body = await caller.get(
        `/queue/${queue}${queue.includes('?') ? '&' : '?'}limit=2${cursor && `&cursor=${cursor}`}`,
      );
      found.push(...page.items.map((item: Body) => item.claim.id));
      cursor = page.next;
    }
    return found;
  };
  const backdate = (claim: string, days: number): Promise<unknown> =>
    newsroom.on.asOwner(`update claim set updated_at = now() - make_interval(days => $2) where id = $1`, [claim, days]);
  const sequenced = (): Promise<unknown> =>
    eventually('the log has everything', async () => {
      const rows = await newsroom.on.asOwner('select from event_pending');
      return rows.length === 0;
    });

  it('a claim is unassigned until somebody has it, and then it is theirs', async () => {
    const claim = await desk.researcher.post('/claims', claimBody(desk.article.id));
    expect(await ids(desk.editor, 'unassigned')).not.toContain(claim.id);
    await desk.editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
    expect(await ids(desk.editor, 'unassigned')).toContain(claim.id);
    await desk.editor.post(`/claims/${claim.id}/assign`, { member: desk.researcher.member });
    expect(await ids(desk.editor, 'unassigned')).not.toContain(claim.id);
    expect(await ids(desk.researcher, 'mine')).toContain(claim.id);
    expect(await ids(desk.editor, 'mine')).toEqual([]);
  });

  it('a verdict in review waits for the ballot of each who may still cast one, and of nobody else', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    const waits = async (caller: Caller): Promise<boolean> =>
      (await ids(caller, 'waiting_for_my_ballot')).includes(claim.id);
    const second = await newsroom.hire('Rita Reviewer', 'reviewer');
    const auditor = await newsroom.hire('Aud Auditor', 'auditor');
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const whom = { author: desk.researcher, reviewer: desk.reviewer, editor: desk.editor, second, auditor };
    const seen = await Promise.all(Object.entries(whom).map(async ([name, caller]) => [name, await waits(caller)]));
    expect(Object.fromEntries(seen)).toEqual({
      author: false,
      reviewer: true,
      editor: true,
      second: true,
      auditor: false,
    });
    expect(await waits(newsroom.caller(key))).toBe(false);
    const item = (await desk.reviewer.get('/queue/waiting_for_my_ballot?limit=200')).items.find(
      (one: Body) => one.claim.id === claim.id,
    );
    expect(item.verdict).toBe(verdict.id);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'recuse',
      reason: 'A friend.',
      digest: verdict.digest,
      interests: none,
    });
    await second.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
    expect([await waits(desk.reviewer), await waits(second), await waits(desk.editor)]).toEqual([false, false, true]);
    await desk.editor.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'reject',
      comment: 'Cite the oath.',
      digest: verdict.digest,
      interests: none,
    });
    expect(await waits(desk.editor)).toBe(false);
    expect(await ids(desk.researcher, 'changes_requested')).toContain(claim.id);
  });

  it('whoever gathered the evidence is not waited for where the policy bars them', async () => {
    const room = await newsroom.rival();
    const hire = (name: string, ...roles: string[]) => hireInto(newsroom, room, name, ...roles);
    const [researcher, editor, other] = [
      await hire('Rob', 'researcher'),
      await hire('Eva', 'editor'),
      await hire('Emma', 'editor'),
    ];
    await room.post('/organization/policy', { citationAuthorsMayVote: false });
    const article = await researcher.post('/articles', {
      headline: 'A rescue',
      outlet: 'The Courier',
      language: 'en',
      text: 'It was carried out under the Biden administration.',
    });
    const claim = await researcher.post('/claims', claimBody(article.id));
    await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
    await editor.post(`/claims/${claim.id}/assign`, { member: researcher.member });
    const source = await editor.post('/sources', { kind: 'document', title: 'Oath', access: 'open' });
    const citation = await editor.post(`/claims/${claim.id}/citations`, {
      source: source.id,
      stance: 'refutes',
      mode: 'linked',
      primary: true,
    });
    await researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Fictional.' });
    const draft = await researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'false',
      summary: 's',
      rationale: 'r',
      citations: [citation.id],
    });
    await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    expect(await ids(editor, 'waiting_for_my_ballot')).toEqual([]);
    expect(await ids(other, 'waiting_for_my_ballot')).toEqual([claim.id]);
  });

  it('what is due comes in the order of its days, and only while it is open', async () => {
    const due = async (day: string): Promise<string> => {
      const claim = await desk.researcher.post('/claims', claimBody(desk.article.id));
      await desk.editor.patch(`/claims/${claim.id}`, 1, { dueOn: day });
      return claim.id;
    };
    const [third, first, second, declined, future] = [
      await due('2025-03-03'),
      await due('2025-03-01'),
      await due('2025-03-02'),
      await due('2025-02-01'),
      await due('2999-01-01'),
    ];
    await desk.editor.post(`/claims/${declined}/decline`, { reason: 'opinion' });
    const late = await ids(desk.editor, 'overdue');
    expect(late).toEqual([first, second, third]);
    expect(late).not.toContain(future);
  });

  it('a scheduled verdict is embargoed until its time, the nearest first', async () => {
    const schedule = async (at: string): Promise<string> => {
      const { claim, verdict } = await approvedVerdict(desk);
      await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at, interests: none });
      return claim.id;
    };
    const later = await schedule('2999-02-01T00:00:00Z');
    const sooner = await schedule('2999-01-01T00:00:00Z');
    expect(await ids(desk.editor, 'embargoed')).toEqual([sooner, later]);
  });

  it('a claim is stuck when nothing happened to it or below it for so many days', async () => {
    const [untouched, cited] = [await claimInChecking(desk), await claimInChecking(desk)];
    await sequenced();
    await backdate(untouched.id, 9);
    await backdate(cited.id, 8);
    // Both have events of today in the log, so neither is stuck yet.
    expect(await ids(desk.editor, 'stuck')).toEqual([]);
    await newsroom.on.asOwner(`alter table ledger_entry disable trigger all`);
    await newsroom.on.asOwner(`update ledger_entry set sequenced_at = sequenced_at - interval '10 days'`);
    await desk.researcher.post(`/claims/${cited.id}/enquiries`, { contacted: false, reason: 'Fictional.' });
    await sequenced();
    const stuck = await ids(desk.editor, 'stuck');
    expect(stuck).toContain(untouched.id);
    expect(stuck).not.toContain(cited.id);
    expect(await ids(desk.editor, 'stuck?days=9')).toEqual([untouched.id]);
    expect(await ids(desk.editor, 'stuck?days=30')).toEqual([]);
    const [item] = (await desk.editor.get('/queue/stuck')).items;
    expect(item.claim.id).toBe(untouched.id);
    expect(Date.parse(item.lastEventAt)).toBeLessThan(Date.now() - 9 * 86_400_000);
  });

  it('a published claim comes back on the day that was set', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const set = await desk.researcher.post(`/claims/${claim.id}/review-by`, { reviewBy: '2025-06-01' });
    expect([set.reviewBy, await ids(desk.editor, 'recheck')]).toEqual(['2025-06-01', []]);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    expect(await ids(desk.editor, 'recheck')).toEqual([claim.id]);
    expect(await desk.reviewer.refused(`/claims/${claim.id}/review-by`, { reviewBy: null })).toBe('403 access.denied');
    expect(await desk.editor.refused(`/claims/${claim.id}/review-by`, { reviewBy: null }, { 'if-match': '"1"' })).toBe(
      '412 request.stale',
    );
    await desk.editor.post(`/claims/${claim.id}/review-by`, { reviewBy: '2999-01-01' });
    expect(await ids(desk.editor, 'recheck')).toEqual([]);
    await desk.editor.post(`/claims/${claim.id}/review-by`, { reviewBy: null });
    expect((await desk.editor.get(`/claims/${claim.id}`)).reviewBy).toBeNull();
  });

  it('the counts say how long each list is, in one call', async () => {
    for (const caller of [desk.editor, desk.researcher, desk.reviewer]) {
      const counts = await caller.get('/queue/counts?days=9');
      const lists = await Promise.all(
        queueNames.map(async (name) => [name, { count: (await ids(caller, `${name}?days=9`)).length, more: false }]),
      );
      expect(counts).toEqual(Object.fromEntries(lists));
    }
    expect(Object.values(await desk.editor.get('/queue/counts')).some((one: Body) => one.count > 0)).toBe(true);
  });

  it('another newsroom sees none of it', async () => {
    const rival = await newsroom.rival();
    const counts = await rival.get('/queue/counts');
    expect(Object.values(counts)).toEqual(queueNames.map(() => ({ count: 0, more: false })));
  });

  it('a queue that is not there, and a cursor of another one or made by hand, are refused', async () => {
    const { next } = await desk.editor.get('/queue/overdue?limit=1');
    const refused = async (path: string): Promise<string> => {
      const answer = await desk.editor.send('get', `/v1/queue/${path}`);
      return `${answer.status} ${answer.body.code}`;
    };
    const [mark, id] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
    const forged = (key: unknown): string => Buffer.from(JSON.stringify([mark, id, key])).toString('base64url');
    expect(await refused('everything')).toBe('404 not_found');
    for (const cursor of [next.slice(1), forged(null), forged('2025-02-31'), forged(1), 'W10', 'x'])
      expect([cursor, await refused(`overdue?cursor=${cursor}`)]).toEqual([cursor, '400 request.bad_cursor']);
    expect(await refused(`unassigned?cursor=${next}`)).toBe('400 request.bad_cursor');
    expect(await refused('stuck?days=0')).toBe('422 request.invalid');
  });
});
