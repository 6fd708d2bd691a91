import {
  AcceptCorrection,
  AcknowledgeCorrection,
  RejectCorrection,
  RequestCorrection,
  SendPublicRequest,
  TakeFromInbox,
} from '#libs/desk';
import { newId } from '#libs/kernel';
import { Crowd } from './crowd.js';

describe('a thousand who decide about one request at once', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await Crowd.gather();
  });
  afterAll(() => crowd?.leave());

  it('decide it once, whichever way', async () => {
    const { claim } = await crowd.published();
    const asked = await crowd.verb(RequestCorrection).run(crowd.editor, claim, { request: 'The day is wrong.' });
    await crowd.verb(AcknowledgeCorrection).run(crowd.editor, asked.id);
    const uninvolved = crowd.having('editor').filter(({ member }) => member !== crowd.editor.member);
    const interests = { declared: 'none' } as const;
    const outcomes = await crowd.thousand(uninvolved, (actor, n) =>
      n % 2
        ? crowd.verb(RejectCorrection).run(actor, asked.id, { reason: 'It is right.', interests })
        : crowd
            .verb(AcceptCorrection)
            .run(actor, asked.id, { kind: 'correction', major: true, reason: 'r', note: 'n', interests }),
    );
    expect(outcomes).toEqual({ done: 1, '409 correction.wrong_state': 999 });
    expect(await crowd.events(claim, 'correction.accepted', 'correction.rejected')).toBe(1);
  });

  it("take a reader's request in once, also for different claims", async () => {
    const claims = [(await crowd.published()).claim, (await crowd.published()).claim];
    await crowd.verb(SendPublicRequest).run(crowd.slug, { about: 'x', request: 'The day is wrong.' }, newId());
    const [sent] = await crowd.rows<{ id: string }>(`select id from correction_inbox`);
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor, n) =>
      crowd.verb(TakeFromInbox).run(actor, sent?.id as string, { claim: claims[n % 2] as string }),
    );
    expect(outcomes).toEqual({ done: 1, '409 correction.taken_in': 999 });
    const told = [];
    for (const claim of claims) told.push(await crowd.events(claim, 'correction.acknowledged'));
    expect(told.sort()).toEqual([0, 1]);
  });
});
