import { eventually } from '../../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import {
  approvedVerdict,
  claimBody,
  claimInChecking,
  type Desk,
  draftOn,
  none,
  staffed,
  verdictInReview,
} from '../../support/story.js';

describe('when many act at once', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const outcomes = async (tries: Promise<Body>[]): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const answer of await Promise.all(tries)) {
      const outcome = answer.status < 300 ? 'done' : `${answer.status} ${answer.body.code}`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return counts;
  };
  const events = (claim: string, type: string): Promise<number> =>
    eventually('the log is complete', async () => {
      const [row] = await newsroom.on.asOwner<{ pending: boolean; n: number }>(
        `select exists (select from event_pending) as pending,
                (select count(*)::int from event where convert_from(bytes, 'UTF8')::json ->> 'root' = $1 and convert_from(bytes, 'UTF8')::json ->> 'type' = $2) as n`,
        [claim, type],
      );
      return row && !row.pending && { n: row.n };
    }).then(({ n }) => n);

  it('one of forty acceptances wins, and one event tells', async () => {
    const claim = await desk.researcher.post('/claims', claimBody(desk.article.id));
    const tries = Array.from({ length: 40 }, () =>
      desk.editor.send('post', `/v1/claims/${claim.id}/accept`, { reason: 'reach' }),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '409 claim.wrong_state': 39 });
    expect(await events(claim.id, 'claim.accepted')).toBe(1);
  });

  it('of forty assignments that saw the same version one wins', async () => {
    const claim = await claimInChecking(desk);
    const headers = { 'if-match': `"${claim.version}"` };
    const tries = Array.from({ length: 40 }, () =>
      desk.editor.send('post', `/v1/claims/${claim.id}/assign`, { member: desk.researcher.member }, headers),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '412 request.stale': 39 });
    expect(await events(claim.id, 'claim.assigned')).toBe(2);
  });

  it('one person with many requests casts one ballot', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    const tries = Array.from({ length: 40 }, () =>
      desk.reviewer.send('post', `/v1/verdicts/${verdict.id}/ballots`, ballot),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '409 verdict.wrong_state': 39 });
    expect(await events(claim.id, 'ballot.cast')).toBe(1);
  });

  it('of two judges who decide opposite things at once, one decides and the other is told', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    const path = `/v1/verdicts/${verdict.id}/ballots`;
    const tries = [
      desk.reviewer.send('post', path, { choice: 'approve', digest: verdict.digest, interests: none }),
      desk.editor.send('post', path, { choice: 'reject', comment: 'No.', digest: verdict.digest, interests: none }),
    ];
    expect(await outcomes(tries)).toEqual({ done: 1, '409 verdict.wrong_state': 1 });
    expect(await events(claim.id, 'ballot.cast')).toBe(1);
  });

  it('a thousand publications of one verdict publish it once', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const tries = Array.from({ length: 1_000 }, () =>
      desk.editor.send('post', `/v1/verdicts/${verdict.id}/publish`, { interests: none }),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '409 verdict.wrong_state': 999 });
    expect(await events(claim.id, 'verdict.published')).toBe(1);
    const [row] = await newsroom.on.asOwner<{ n: number }>(
      `select count(*)::int as n from verdict where claim_id = $1 and status = 'published'`,
      [claim.id],
    );
    expect(row?.n).toBe(1);
  });

  it('of two drafts one becomes the open verdict', async () => {
    const claim = await claimInChecking(desk);
    const tries = Array.from({ length: 10 }, () =>
      desk.researcher.send('post', `/v1/claims/${claim.id}/verdicts`, {
        rating: 'false',
        summary: 's',
        rationale: 'r',
        citations: [],
      }),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '409 verdict.open_already': 9 });
  });

  it('a new claimant named by many claims at once is registered once', async () => {
    const name = 'Newcomer';
    const tries = Array.from({ length: 20 }, () =>
      desk.researcher.send('post', '/v1/claims', claimBody(desk.article.id, { claimant: { kind: 'person', name } })),
    );
    expect(await outcomes(tries)).toEqual({ done: 20 });
    const rows = await newsroom.on.asOwner('select 1 from claimant where name = $1', [name]);
    expect(rows.length).toBe(1);
  });

  it('links that cross each other neither deadlock nor get lost', async () => {
    const claims = await Promise.all(
      Array.from({ length: 4 }, () => desk.researcher.post('/claims', claimBody(desk.article.id))),
    );
    const tries = claims.flatMap((one) =>
      claims
        .filter((other) => other !== one)
        .map((other) =>
          desk.researcher.send('post', `/v1/claims/${one.id}/links`, { other: other.id, kind: 'repeats' }),
        ),
    );
    expect(await outcomes(tries)).toEqual({ done: 12 });
  });

  it('a draft that is submitted twice at once is frozen once', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    const tries = Array.from({ length: 10 }, () =>
      desk.researcher.send('post', `/v1/verdicts/${draft.id}/submit`, { interests: none }),
    );
    expect(await outcomes(tries)).toEqual({ done: 1, '409 verdict.wrong_state': 9 });
    expect(await events(claim.id, 'verdict.submitted')).toBe(1);
  });
});
