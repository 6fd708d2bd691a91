import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';

describe('the corrections register', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const register = async (more: object = {}): Promise<Body[]> => {
    const { id } = await desk.editor.post('/reports', { kind: 'corrections-register', format: 'ndjson', ...more });
    await eventually('it is done', async () => (await desk.editor.get(`/reports/${id}`)).status === 'done');
    const text = await (
      await fetch(`${newsroom.address}/v1/reports/${id}/content`, {
        headers: { authorization: `Bearer ${desk.editor.key}` },
      })
    ).text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const published = async (): Promise<{ claim: Body; verdict: Body }> => {
    const made = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${made.verdict.id}/publish`, { interests: none });
    return made;
  };

  it('tells what stood before and after, when each step was, and who took it', async () => {
    const { claim } = await published();
    const other = await published();
    const chief = await newsroom.hire('Carla Chief', 'editor');
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'The count was 886.' });
    const left = await desk.researcher.post(`/claims/${other.claim.id}/corrections`, { request: '=1+1' });
    await desk.editor.post(`/corrections/${asked.id}/acknowledge`);
    await chief.post(`/corrections/${asked.id}/accept`, {
      kind: 'correction',
      major: true,
      reason: 'The ministry says so.',
      note: 'We said 900; it was 886.',
      interests: none,
    });
    // Another process may be giving an event its place at this moment; then a report is one event behind.
    const open = await eventually('the register knows of the decision', async () => {
      const [row] = await register({ claim: claim.id });
      return row?.status === 'accepted' && row;
    });
    expect(open).toMatchObject({
      correction_id: asked.id,
      reference: asked.reference,
      status: 'accepted',
      kind: 'correction',
      major: 'true',
      from_public: 'false',
      request: 'The count was 886.',
      note: 'We said 900; it was 886.',
      decided_by_id: chief.member,
      rejected_by_id: null,
      late: 'false',
      published_at: null,
      before_version: '1',
      before_rating: 'false',
      before_rating_label: 'False',
      after_version: null,
    });
    expect(open.hours_to_decide).toBeGreaterThanOrEqual(0);
    expect(open.requested_at <= open.acknowledged_at && open.acknowledged_at <= open.decided_at).toBe(true);

    const [citation] = (await desk.editor.get(`/claims/${claim.id}?include=citations`)).citations;
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'mostly_true',
      summary: 'It was 886.',
      rationale: 'The ministry counts so.',
      judgedAsOf: '2025-05-08',
      citations: [citation.id],
    });
    const next = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${next.id}/ballots`, {
      choice: 'approve',
      digest: next.digest,
      interests: none,
    });
    await desk.editor.post(`/verdicts/${next.id}/publish`, { interests: none });
    const both = await eventually('the register knows of the publication', async () => {
      const rows = await register();
      return rows[0]?.status === 'published' && rows;
    });
    expect(both.map((row) => [row.correction_id, row.status])).toEqual([
      [asked.id, 'published'],
      [left.id, 'requested'],
    ]);
    expect(both[0]).toMatchObject({
      before_rating: 'false',
      after_version: '2',
      after_summary: 'It was 886.',
      after_rating: 'mostly_true',
      after_rating_label: 'Mostly true',
      published_by_id: desk.editor.member,
    });
    expect(both[0].hours_to_publish).toBeGreaterThanOrEqual(0);
    expect(both[1]).toMatchObject({ kind: null, decided_at: null, hours_to_decide: null, before_rating: 'false' });
  });

  it('is refused for a claim that the log does not know', async () => {
    const body = { kind: 'corrections-register', claim: '0197c0de-0000-7000-8000-000000000000' };
    expect(await desk.editor.refused('/reports', body)).toBe('404 not_found');
  });
});
