import { canonicalJson } from '#libs/kernel';
import { eventually } from '../support/eventually.js';
import { hireInto } from '../support/hire-into.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import {
  approvedVerdict,
  claimBody,
  claimInChecking,
  type Desk,
  draftOn,
  none,
  staffed,
  verdictInReview,
} from '../support/story.js';

const parts = 'include=utterances,citations,enquiries,verdicts,links';

describe('what happened, and how it was', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const sequenced = (): Promise<unknown> =>
    eventually(
      'the log has everything',
      async () => (await newsroom.on.asOwner('select from event_pending')).length === 0,
    );
  const historyOf = async (claim: string, reader: Caller = desk.editor): Promise<Body[]> => {
    await sequenced();
    return (await reader.get(`/claims/${claim}/history?limit=200`)).items.reverse();
  };

  it('history tells who did what and why, with names', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/object`, { reason: 'The oath was on another day.' });
    await desk.editor.post(`/claims/${claim.id}/review-by`, { reviewBy: '2026-01-01' });
    const history = await historyOf(claim.id);
    expect(history.map(({ sentence, why }: Body) => [sentence, why])).toEqual([
      ['Rosa Researcher submitted the claim', null],
      ['Edna Editor took the claim up: reach', 'reach'],
      ['Edna Editor gave the claim to Rosa Researcher', null],
      ['Rosa Researcher cited a source that refutes the claim', null],
      ['Rosa Researcher recorded why nobody was asked for a reply', 'The outlet is fictional.'],
      ['Rosa Researcher drafted a verdict (version 1)', null],
      ['Rosa Researcher handed the verdict (version 1) to review', null],
      // It is in review again, and the reader has not voted.
      ['Somebody cast a ballot on the verdict (version 1), which decided it: approved', null],
      ['Edna Editor objected to the verdict (version 1), which went back to review', 'The oath was on another day.'],
      ['Edna Editor set 2026-01-01 as the day to check the claim again', null],
    ]);
    expect(history[1].actor).toEqual({ kind: 'member', member: desk.editor.member, name: 'Edna Editor' });
  });

  it('history names nobody to a machine', async () => {
    const claim = await claimInChecking(desk);
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const history = await historyOf(claim.id, newsroom.caller(key));
    expect(JSON.stringify(history)).not.toMatch(/Rosa|Edna/);
    expect(history.map((item) => item.sentence)).toEqual([
      'A member submitted the claim',
      'A member took the claim up: reach',
      'A member gave the claim to a member',
    ]);
    expect(history.map((item) => item.actor.name)).toEqual([null, null, null]);
  });

  it('history keeps a ballot as closed as the list of ballots does', async () => {
    const room = await newsroom.rival();
    const hire = (name: string, ...roles: string[]) => hireInto(newsroom, room, name, ...roles);
    await room.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
    const researcher = await hire('Rob', 'researcher');
    const editor = await hire('Eva', 'editor');
    const [one, two] = [await hire('Uno', 'reviewer'), await hire('Dua', 'reviewer')];
    const article = await researcher.post('/articles', {
      headline: 'x',
      outlet: 'x',
      language: 'en',
      text: 'carried out under the Biden administration',
    });
    const small: Desk = { researcher, reviewer: one, editor, article };
    const { claim, verdict } = await verdictInReview(small);
    const ballot = { digest: verdict.digest, interests: none };
    await one.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, choice: 'approve', comment: 'Page 3 says so.' });
    const told = async (reader: Caller): Promise<unknown[]> => {
      const found = (await historyOf(claim.id, reader)).find((item) => item.type === 'ballot.cast');
      return [found.sentence, found.why, found.actor.member];
    };
    const open = ['Uno approved the verdict (version 1)', 'Page 3 says so.', one.member];
    const closed = ['Somebody cast a ballot on the verdict (version 1)', null, null];
    expect([await told(one), await told(two), await told(researcher)]).toEqual([open, closed, closed]);
    expect(JSON.stringify((await historyOf(claim.id, two)).at(-1))).not.toMatch(new RegExp(`Uno|${one.member}`));
    await two.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, choice: 'recuse', reason: 'A friend.' });
    expect([await told(two), await told(researcher)]).toEqual([open, closed]);
    await editor.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, choice: 'approve' });
    expect(await told(researcher)).toEqual(open);
  });

  it('a claim can be read as it was behind each of its events, and is as it is behind the last', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const other = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.researcher.post(`/claims/${other.id}/links`, { other: claim.id, kind: 'repeats' });
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const history = await historyOf(claim.id);
    const then: Body[] = [];
    for (const { index } of history) then.push(await desk.editor.get(`/claims/${claim.id}?${parts}&atIndex=${index}`));
    expect(
      then.map((one) => [one.status, one.citations.length, one.verdicts.map((v: Body) => v.status).join()]),
    ).toEqual([
      ['submitted', 0, ''],
      ['accepted', 0, ''],
      ['checking', 0, ''],
      ['checking', 1, ''],
      ['checking', 1, ''],
      ['checking', 1, 'draft'],
      ['checking', 1, 'in_review'],
      ['checking', 1, 'approved'],
      ['published', 1, 'published'],
    ]);
    const live = await desk.editor.get(`/claims/${claim.id}?${parts}`);
    expect(live.links.length).toBe(1);
    expect(canonicalJson(then.at(-1))).toBe(canonicalJson(live));
    const { headers } = await desk.editor.send('get', `/v1/claims/${claim.id}?atIndex=${history[0].index}`);
    expect(headers.etag).toBe('W/"1"');
    const before = await desk.editor.send('get', `/v1/claims/${claim.id}?atIndex=${history[0].index - 1}`);
    expect([before.status, before.body.code]).toEqual([404, 'not_found']);
    const drafted = history.find((item) => item.type === 'verdict.drafted').index;
    expect((await desk.editor.get(`/verdicts/${verdict.id}?atIndex=${drafted}`)).status).toBe('draft');
    expect((await desk.editor.send('get', `/v1/verdicts/${verdict.id}?atIndex=${drafted - 1}`)).status).toBe(404);
    expect(canonicalJson(await desk.editor.get(`/verdicts/${verdict.id}?asOf=2999-01-01T00:00:00Z`))).toBe(
      canonicalJson(await desk.editor.get(`/verdicts/${verdict.id}`)),
    );
  });

  it('as of a time is behind the last event that had its index then', async () => {
    const claim = await claimInChecking(desk);
    const history = await historyOf(claim.id);
    for (const { index, sequencedAt } of history) {
      const [last] = await newsroom.on.asOwner<{ index: string }>(
        `select max(l.index) as index from ledger_entry l where l.sequenced_at <= $1 and l.organization_id =
           (select organization_id from claim where id = $2)`,
        [sequencedAt, claim.id],
      );
      expect(Number(last?.index)).toBeGreaterThanOrEqual(index);
      const byTime = await desk.editor.get(`/claims/${claim.id}?asOf=${sequencedAt}`);
      expect(byTime).toEqual(await desk.editor.get(`/claims/${claim.id}?atIndex=${last?.index}`));
    }
    expect((await desk.editor.send('get', `/v1/claims/${claim.id}?asOf=2001-01-01T00:00:00Z`)).status).toBe(404);
  });

  it('what somebody said of themselves is put back, and is null once it was erased', async () => {
    const claim = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, { affiliation: 'Ministry of Truth' }),
    );
    const enquiry = { contacted: true, contact: 'José, 0123', channel: 'telephone', askedOn: '2025-05-09' };
    await desk.editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
    await desk.researcher.post(`/claims/${claim.id}/enquiries`, enquiry);
    const [last] = (await historyOf(claim.id)).slice(-1);
    const then = () => desk.editor.get(`/claims/${claim.id}?${parts}&atIndex=${last.index}`);
    expect([(await then()).utterances[0].affiliation, (await then()).enquiries[0].contact]).toEqual([
      'Ministry of Truth',
      'José, 0123',
    ]);
    expect(canonicalJson(await then())).toBe(canonicalJson(await desk.editor.get(`/claims/${claim.id}?${parts}`)));
    await newsroom.on.asOwner(`delete from event_personal where subject_id = $1`, [(await then()).enquiries[0].id]);
    expect([(await then()).utterances[0].affiliation, (await then()).enquiries[0].contact]).toEqual([
      'Ministry of Truth',
      null,
    ]);
  });

  it('a question about the past that has no one answer is refused', async () => {
    const claim = await claimInChecking(desk);
    await sequenced();
    for (const query of ['atIndex=1&asOf=2025-01-01T00:00:00Z', 'atIndex=999999999', 'atIndex=-1', 'asOf=yesterday']) {
      const answer = await desk.editor.send('get', `/v1/claims/${claim.id}?${query}`);
      expect([query, answer.status, answer.body.code]).toEqual([query, 422, 'request.invalid']);
    }
    const rival = await newsroom.rival();
    await sequenced();
    expect((await rival.send('get', `/v1/claims/${claim.id}?atIndex=0`)).status).toBe(404);
    expect((await rival.send('get', `/v1/claims/${claim.id}?asOf=2999-01-01T00:00:00Z`)).status).toBe(404);
  });

  it('the stages of a claim follow each other without a gap, in seconds', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await sequenced();
    const { items } = await desk.editor.get(`/claims/${claim.id}/stages`);
    expect(items.map((item: Body) => item.stage)).toEqual([
      'submitted',
      'accepted',
      'checking',
      'in_review',
      'approved',
      'published',
    ]);
    items.slice(1).forEach((item: Body, place: number) => expect(item.from).toBe(items[place].until));
    for (const { from, until, seconds } of items)
      expect(seconds).toBe(until === null ? null : (Date.parse(until) - Date.parse(from)) / 1_000);
    expect(items.at(-1)).toMatchObject({ until: null, seconds: null });
    expect((await desk.editor.send('get', `/v1/claims/${desk.article.id}/stages`)).status).toBe(404);
  });

  it('the time in each stage over a period counts the stays that ended in it', async () => {
    const fresh = await newsroom.rival();
    expect(
      (await fresh.get('/stages?from=2001-01-01T00:00:00Z&to=2999-01-01T00:00:00Z')).items.map(
        (one: Body) => one.stays,
      ),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const claim = await claimInChecking(desk);
    await draftOn(desk, claim.id);
    await sequenced();
    const { items } = await desk.editor.get(`/stages?from=2001-01-01T00:00:00Z&to=2999-01-01T00:00:00Z`);
    const claims: Body[] = (await desk.editor.get('/claims?limit=200')).items;
    const stays = await Promise.all(
      claims.map(async ({ id }) => (await desk.editor.get(`/claims/${id}/stages`)).items),
    );
    for (const { stage, stays: count, medianSeconds, p90Seconds } of items) {
      const ended = stays
        .flat()
        .filter((one: Body) => one.stage === stage && one.until !== null)
        .map((one: Body) => one.seconds as number)
        .sort((a, b) => a - b);
      expect([stage, count]).toEqual([stage, ended.length]);
      if (ended.length > 0) {
        expect(medianSeconds).toBeCloseTo(percentile(ended, 0.5), 6);
        expect(p90Seconds).toBeCloseTo(percentile(ended, 0.9), 6);
      }
    }
    expect(
      (await desk.editor.get('/stages?from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z')).items.every(
        (one: Body) => one.stays === 0,
      ),
    ).toBe(true);
  });
});

/** As `percentile_cont`: between two neighbours in proportion. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
