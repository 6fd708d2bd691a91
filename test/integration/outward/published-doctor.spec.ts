import type { INestApplicationContext } from '@nestjs/common';
import { Sequencer } from '#libs/ledger';
import { OutwardModule, PublishedDoctor, type PublishedFinding, PublishedReader } from '#libs/outward';
import { type Body, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { openRooms, testMasterKey } from '../../support/rooms.js';
import { approvedVerdict, claimBody, type Desk, none, staffed } from '../../support/story.js';

/** What readers are shown is a copy of what the log says. Somebody changed the copy by hand, or a release had a fault. */
describe('the doctor of what is public', () => {
  let newsroom: Newsroom;
  let rooms: INestApplicationContext;
  let desk: Desk;
  let house: Body;
  let claim: Body;
  let other: Body;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    rooms = await openRooms(newsroom.database, [OutwardModule], { masterKey: testMasterKey() });
    desk = await staffed(newsroom);
    house = await newsroom.admin.get('/organization');
    await newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: 'How we work.' });
    ({ claim } = await published());
    ({ claim: other } = await published());
    const declined = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.editor.post(`/claims/${declined.id}/decline`, { reason: 'opinion' });
    await caughtUp();
  });
  afterAll(async () => {
    await rooms?.close();
    await newsroom?.close();
  });

  const published = async (): Promise<{ claim: Body; verdict: Body }> => {
    const approved = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${approved.verdict.id}/publish`, { interests: none });
    return approved;
  };
  async function caughtUp(): Promise<void> {
    while (await rooms.get(Sequencer).tick());
    while (await rooms.get(PublishedReader).tick());
  }
  const examined = async () => {
    const found: PublishedFinding[] = [];
    const examination = rooms.get(PublishedDoctor).examine(house.id);
    for (;;) {
      const { done, value } = await examination.next();
      if (done) return { found, ...value };
      found.push(value);
    }
  };
  const told = async (): Promise<string[]> =>
    (await examined()).found.map(({ kind, where, sentence }) => `${kind}: ${where}: ${sentence}`);
  const differs = 'Readers see something else than the log says';

  it('finds nothing in what the log wrote, and says how far it was read', async () => {
    const { found, claims, next, size } = await examined();
    expect(found).toEqual([]);
    expect([claims, next]).toEqual([2, size]);
  });

  it('does not take for a difference what the log says since, and nobody has read', async () => {
    await published();
    while (await rooms.get(Sequencer).tick());
    const { found, next, size } = await examined();
    expect(found).toEqual([]);
    expect(next).toBeLessThan(size);
    await caughtUp();
  });

  it.each<[string, (id: Body) => string, (id: Body) => string[]]>([
    [
      'another rating of a claim',
      (one) => `update published_claim set rating = 'true' where claim_id = '${one.id}'`,
      (one) => [`public_differs: claim ${one.id}: ${differs}: rating.`],
    ],
    [
      'a word that was changed on its page',
      (one) =>
        `update published_claim set page = jsonb_set(page, '{summary}', '"It was so."') where claim_id = '${one.id}'`,
      (one) => [`public_differs: claim ${one.id}: ${differs}: page.`],
    ],
    [
      'words that search finds it by',
      (one) => `update published_claim set search = to_tsvector('slander') where claim_id = '${one.id}'`,
      (one) => [`public_differs: claim ${one.id}: ${differs}: search.`],
    ],
    [
      'an old version that was rewritten',
      (one) => `update published_version set page = '{}', note = 'Never mind.' where claim_id = '${one.id}'`,
      (one) => [`public_differs: version 1 of claim ${one.id}: ${differs}: note, page.`],
    ],
    [
      'a claim that was taken from readers',
      (one) =>
        `delete from published_version where claim_id = '${one.id}'; delete from published_claim where claim_id = '${one.id}'`,
      (one) => [
        `public_missing: claim ${one.id}: The log says that it is public, and readers cannot see it.`,
        `public_missing: version 1 of claim ${one.id}: The log says that it is public, and readers cannot see it.`,
      ],
    ],
    [
      'a claim that nobody published',
      () =>
        `insert into published_claim select organization_id, '00000000-0000-7000-8000-000000000001', 'never', state, language, version,
           statement, rating, topics, page_of_record, published_at, modified_at, changed_at, digest, page, search
           from published_claim limit 1`,
      () => [
        'public_surplus: claim 00000000-0000-7000-8000-000000000001: Readers see it, and the log does not say that it is public.',
      ],
    ],
    [
      'another name of the newsroom',
      () => `update published_organization set name = 'Another'`,
      () => ['public_differs: published_organization: What stands there is not what the log says.'],
    ],
    [
      'another methodology',
      () => `update published_methodology set text = 'As we like.'`,
      () => ['public_differs: published_methodology: What stands there is not what the log says.'],
    ],
    [
      'another number of what was turned down',
      () => `update published_not_selected set claims = claims + 1`,
      () => ['public_differs: published_not_selected: What stands there is not what the log says.'],
    ],
  ])('finds %s, and makes everything anew', async (_, sql, expected) => {
    await newsroom.on.asOwner(sql(claim));
    expect(await told()).toEqual(expected(claim));
    await rooms.get(PublishedDoctor).rebuild(house.id);
    expect(await told()).toEqual([]);
  });

  it('names a claim that cannot be shown, and the rest as well', async () => {
    const [kept] = await newsroom.on.asOwner<{ content: object }>(`select content from rating_scale limit 1`);
    await newsroom.on.asOwner(`update rating_scale set content = jsonb_set(content, '{ratings}', '[]')`);
    const all = await told();
    expect(all).toContainEqual(
      expect.stringMatching(`^claim_broken: claim ${other.id}: It cannot be made public: verdict`),
    );
    await newsroom.on.asOwner(`update rating_scale set content = $1`, [JSON.stringify(kept?.content)]);
    expect(await told()).toEqual([]);
  });

  it('changes nothing while it looks, and lets the reader of the log go on', async () => {
    // Which transaction wrote each row.
    const rows = (): Promise<unknown[]> =>
      newsroom.on.asOwner(
        `select xmin::text, slug from published_organization union all select xmin::text, 'methodology' from published_methodology
         union all select xmin::text, slug from published_claim where claim_id in ($1, $2) order by 2`,
        [claim.id, other.id],
      );
    const before = await rows();
    await Promise.all([examined(), published().then(caughtUp), examined()]);
    expect((await examined()).found).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});
