import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { type Desk, none, staffed, verdictInReview } from '../support/story.js';

describe('a ballot that is hidden', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    await desk.editor.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
  });
  afterAll(() => newsroom?.close());

  const bundle = async (reader: Caller): Promise<Body> => {
    await eventually('the log has everything', async () => {
      return (await newsroom.on.asOwner('select from event_pending')).length === 0;
    });
    const { id } = await reader.post('/reports', { kind: 'audit-bundle' });
    await eventually('the bundle is made', async () => (await reader.get(`/reports/${id}`)).status === 'done');
    return id;
  };
  const download = async (reader: Caller, id: string): Promise<unknown> => {
    const { status, body } = await reader.send('get', `/v1/reports/${id}/content`);
    return status === 200 ? status : `${status} ${body.code}`;
  };

  it('is not read out of a bundle by an auditor who votes as well, before they have', async () => {
    const auditor = await newsroom.hire('Anna', 'auditor');
    const both = await newsroom.hire('Aude', 'auditor', 'reviewer');
    const { verdict } = await verdictInReview(desk);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    const before = await bundle(both);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, ballot);
    const behind = await bundle(both);
    expect([await download(both, before), await download(both, behind), await download(auditor, behind)]).toEqual([
      200,
      '409 report.ballots_hidden',
      200,
    ]);
    await both.post(`/verdicts/${verdict.id}/ballots`, ballot);
    expect(await download(both, behind)).toBe(200);
  });
});
