import { OutwardModule, PublishedReader, PublishedReads, type PublishedCheck } from '#libs/outward';
import { Sequencer } from '#libs/ledger';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../../support/story.js';
import type { INestApplicationContext } from '@nestjs/common';
import { openRooms, testMasterKey } from '../../support/rooms.js';

/** The rows that everybody may read, without anything over them: the clock of the reader belongs to the test. */
describe('what is public', () => {
  let newsroom: Newsroom;
  let rooms: INestApplicationContext;
  let reads: PublishedReads;
  let desk: Desk;
  let uma: Caller;
  let house: Body;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    rooms = await openRooms(newsroom.database, [OutwardModule], { masterKey: testMasterKey() });
    reads = rooms.get(PublishedReads);
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
    house = await newsroom.admin.get('/organization');
  });
  afterAll(async () => {
    await rooms?.close();
    await newsroom?.close();
  });

  /** The log is ordered and read to its end. */
  async function caughtUp(): Promise<void> {
    while (await rooms.get(Sequencer).tick());
    while (await rooms.get(PublishedReader).tick());
  }
  const organization = async () => {
    await caughtUp();
    const found = await reads.organization(house.slug);
    if (!found) throw new Error('the newsroom is not public');
    return found;
  };
  const publish = async (): Promise<{ claim: Body; verdict: Body }> => {
    const { claim, verdict } = await approvedVerdict(desk);
    return { claim, verdict: await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none }) };
  };
  const shown = async (claim: Body) => reads.claimById((await organization()).id, claim.id);
  const everything = async (): Promise<unknown> => {
    await caughtUp();
    const tables = ['published_organization', 'published_claim', 'published_version'];
    return Promise.all(
      tables.map((table) => newsroom.on.asOwner(`select * from ${table} t order by to_jsonb(t)::text`)),
    );
  };

  it('is a newsroom by its slug, with its name, site and scales', async () => {
    expect(await organization()).toMatchObject({
      name: 'Newsroom',
      siteName: 'Newsroom',
      baseUrl: null,
      scale: { code: 'five_point', worst: 1, best: 5 },
      methodology: null,
    });
    const { version } = await newsroom.admin.get('/organization');
    await newsroom.admin.patch('/organization', version, { siteName: 'Facts', baseUrl: 'https://facts.example/x/' });
    expect(await organization()).toMatchObject({ siteName: 'Facts', baseUrl: 'https://facts.example/x' });
    expect(await reads.organization('nobody-s')).toBeUndefined();
  });

  it('is nothing of a claim before it is published, scheduled and held ones too', async () => {
    const before = await everything();
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
    const { claim: held } = await approvedVerdict(desk);
    await desk.editor.post(`/claims/${held.id}/hold`, { kind: 'legal', reason: 'A letter came.' });
    expect(await everything()).toEqual(before);
  });

  it('is a claim with its verdict once it is published: its words, evidence and contacts, and nothing of the desk', async () => {
    const { claim, verdict } = await publish();
    const found = (await shown(claim)) as PublishedCheck;
    expect(found).toMatchObject({
      state: 'published',
      version: 1,
      pageOfRecord: null,
      publishedAt: verdict.publishedAt,
      modifiedAt: verdict.publishedAt,
      changedAt: verdict.publishedAt,
      page: {
        statement: 'The operation was carried out under the Biden administration.',
        rating: { code: 'false', labels: { en: 'False' }, value: 1, worst: 1, best: 5 },
        summary: 'Another administration was in office.',
        verdictDigest: verdict.digest,
        utterances: [
          {
            claimant: { kind: 'outlet', name: 'The Courier (fictional)' },
            mode: 'stated',
            exact: 'carried out under the Biden administration',
            article: { url: 'https://courier.example/2025/05/08/rescue', outlet: 'The Courier (fictional)' },
          },
        ],
        sources: [{ title: 'Twentieth Amendment', stance: 'refutes', primary: true }],
        contacts: [{ contacted: false }],
        history: [{ version: 1, change: 'first', note: null }],
      },
    });
    expect(found.slug).toBe(`the-operation-was-carried-out-under-the-biden-administration-${claim.id.slice(-8)}`);
    const inside = ['fictional.', 'Rosa', 'Ravi', 'Edna', 'A. Sample', desk.researcher.member];
    expect(inside.filter((word) => JSON.stringify(found).includes(word))).toEqual([]);
    const { id } = await organization();
    expect((await reads.version(id, claim.id, 1))?.page.summary).toBe('Another administration was in office.');
    expect(await reads.claim(id, found.slug)).toEqual(found);
  });

  it('is the words of a version as they were submitted, whatever became of the source since', async () => {
    const { claim } = await publish();
    const before = await shown(claim);
    const { items } = await desk.researcher.get('/sources?limit=1');
    await desk.editor.patch(`/sources/${items[0].id}`, items[0].version, { title: 'Another title' });
    expect(await shown(claim)).toEqual(before);
  });

  it('is a correction beside the version that carries it out, and the version before at its place', async () => {
    const { claim, verdict } = await publish();
    const first = (await shown(claim)) as PublishedCheck;
    const asked = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'There are new files.' });
    await uma.post(`/corrections/${asked.id}/acknowledge`);
    await uma.post(`/corrections/${asked.id}/accept`, {
      kind: 'correction',
      major: true,
      reason: 'Yes.',
      note: 'We had the wrong year.',
      interests: none,
    });
    expect(await shown(claim)).toEqual(first);
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'half_true',
      summary: 'Partly.',
      rationale: 'New files.',
      citations: verdict.citations,
    });
    const { digest } = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    expect(await shown(claim)).toEqual(first);
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const second = (await shown(claim)) as PublishedCheck;
    expect(second).toMatchObject({
      slug: first.slug,
      version: 2,
      publishedAt: first.publishedAt,
      page: {
        rating: { code: 'half_true' },
        history: [
          { version: 1, change: 'first' },
          { version: 2, change: 'correction', major: true, note: 'We had the wrong year.' },
        ],
      },
    });
    expect(second.modifiedAt > first.modifiedAt).toBe(true);
    const { id } = await organization();
    expect((await reads.version(id, claim.id, 1))?.page.rating.code).toBe('false');
    expect((await reads.corrections(id, 10)).map((one) => [one.claim.id, one.version, one.note])).toEqual([
      [claim.id, 2, 'We had the wrong year.'],
    ]);
  });

  it('is a dated notice while a claim is suspended, and what it was once it is restored', async () => {
    const { claim } = await publish();
    const before = (await shown(claim)) as PublishedCheck;
    const suspended = await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt about the file.' });
    const { id } = await organization();
    expect(await shown(claim)).toMatchObject({
      state: 'suspended',
      since: suspended.suspendedAt,
      slug: before.slug,
      page: {},
    });
    expect(await reads.version(id, claim.id, 1)).toBeUndefined();
    const rows = await newsroom.on.asOwner(`select * from published_claim where claim_id = $1`, [claim.id]);
    expect(JSON.stringify(rows)).not.toMatch(/Biden admin|Another administration|doubt/);
    expect((await reads.checks(id, 200)).map((one) => one.id)).not.toContain(claim.id);
    await desk.editor.post(`/claims/${claim.id}/restore`, { reason: 'It stands.' });
    const after = (await shown(claim)) as PublishedCheck;
    expect(after).toEqual({ ...before, changedAt: after.changedAt, digest: after.digest });
    expect(after.changedAt > before.changedAt).toBe(true);
  });

  it('is the notice alone once a verdict was taken back, and a new check behind it if there is one', async () => {
    const { claim } = await publish();
    const notice = { notice: 'We take this back.', rationale: 'The source was forged.' };
    const draft = await desk.editor.post(`/claims/${claim.id}/retractions`, notice);
    const { digest } = await desk.editor.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await uma.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await uma.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const { id } = await organization();
    expect(await shown(claim)).toMatchObject({
      state: 'retracted',
      page: { version: 2, notice: 'We take this back.', rationale: 'The source was forged.' },
    });
    expect(await reads.version(id, claim.id, 1)).toBeUndefined();
    expect((await reads.corrections(id, 1))[0]).toMatchObject({ change: 'retraction', note: 'We take this back.' });
    await desk.editor.post(`/claims/${claim.id}/reopen`, { reason: 'New evidence.' });
    expect(await shown(claim)).toMatchObject({ state: 'retracted' });
  });

  it('does not differ by a hold: it takes nothing down, and nobody outside learns of it', async () => {
    const { claim } = await publish();
    const before = await everything();
    await desk.editor.post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'A letter came.' });
    expect(await everything()).toEqual(before);
  });

  it('is taken down whatever becomes of another claim: one that cannot be shown keeps none from it', async () => {
    const { claim } = await publish();
    await caughtUp();
    const [kept] = await newsroom.on.asOwner<{ content: object }>(`select content from rating_scale limit 1`);
    const { claim: broken } = await publish();
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt.' });
    await newsroom.on.asOwner(`update rating_scale set content = jsonb_set(content, '{ratings}', '[]')`);
    expect(await shown(claim)).toMatchObject({ state: 'suspended' });
    expect(await shown(broken)).toBeUndefined();
    await newsroom.on.asOwner(`update rating_scale set content = $1`, [JSON.stringify(kept?.content)]);
    await rooms.get(PublishedReader).rebuild(house.id);
    expect(await shown(broken)).toMatchObject({ state: 'published' });
  });

  it('is written once when several processes read the log at the same time', async () => {
    await Promise.all([publish(), publish(), publish()]);
    while (await rooms.get(Sequencer).tick());
    await newsroom.on.asOwner(`update published_progress set next_index = 0`);
    const reader = rooms.get(PublishedReader);
    await Promise.all(Array.from({ length: 6 }, () => reader.follow(house.id)));
    const before = await everything();
    await reader.rebuild(house.id);
    expect(await everything()).toEqual(before);
  });

  it('is the same however often and in which steps the log was read', async () => {
    const before = await everything();
    expect(await rooms.get(PublishedReader).rebuild(house.id)).toBe(true);
    expect(await everything()).toEqual(before);
    await newsroom.on.asOwner(`update published_progress set next_index = 0`);
    await rooms.get(PublishedReader).follow(house.id);
    expect(await everything()).toEqual(before);
    const behind = await newsroom.on.asOwner(
      `select 1 from published_progress p join ledger_head h using (organization_id) where p.next_index <> h.size`,
    );
    expect(behind).toEqual([]);
  });
});
