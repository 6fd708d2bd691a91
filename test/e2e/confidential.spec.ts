import { once } from 'node:events';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { RuntimeSettings } from '#libs/runtime';
import { createApi } from '../../apps/api/src/start-api.js';
import { eventually } from '../support/eventually.js';
import { type Body, Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { Receiver } from '../support/receiver.js';
import { testMasterKey, testSettings } from '../support/rooms.js';
import { approvedVerdict, claimInChecking, type Desk, none, staffed } from '../support/story.js';

// What must never be found anywhere but in the answer to a named reader.
const canary = 'Canary Wren, deputy minister, met in the car park on 3 May';

describe('the right of reply and what is confidential', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const source = (): Promise<Body> =>
    desk.researcher.post('/sources', { kind: 'person', title: 'An official', access: 'background', unnamed: true });

  it('a late answer is put down once, and on a published claim it asks for an update', async () => {
    const claim = await claimInChecking(desk);
    const asked = { contacted: true, contact: 'The press office', channel: 'email', askedOn: '2025-05-09' };
    const enquiry = await desk.researcher.post(`/claims/${claim.id}/enquiries`, asked);
    expect(
      await desk.researcher.refused(`/claims/${claim.id}/enquiries`, { ...asked, publicAnswer: 'Print this.' }),
    ).toBe('422 request.invalid');
    const answer = { answer: 'It was the earlier administration.', answeredOn: '2025-05-12' };
    expect(await desk.researcher.post(`/enquiries/${enquiry.id}/answer`, answer)).toMatchObject({
      ...answer,
      correction: null,
      version: 2,
    });
    expect(await desk.researcher.refused(`/enquiries/${enquiry.id}/answer`, answer)).toBe(
      '409 enquiry.answered_already',
    );
    const nobody = await desk.researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Dead.' });
    expect(await desk.researcher.refused(`/enquiries/${nobody.id}/answer`, answer)).toBe('409 enquiry.nobody_asked');
    const { items } = await desk.researcher.get(`/claims/${claim.id}/enquiries`);
    expect(items.map((item: Body) => item.id)).toEqual([nobody.id, enquiry.id]);
    expect(await desk.researcher.get(`/enquiries/${enquiry.id}`)).toMatchObject(answer);

    const { claim: shown, verdict } = await approvedVerdict(desk);
    const waiting = await desk.researcher.post(`/claims/${shown.id}/enquiries`, asked);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const late = await desk.researcher.post(`/enquiries/${waiting.id}/answer`, answer);
    expect(await desk.editor.get(`/corrections/${late.correction}`)).toMatchObject({
      status: 'requested',
      claim: shown.id,
      verdict: verdict.id,
    });
  });

  it('is read by named members only; to everybody else there is nothing, and each reading is on record', async () => {
    const made = await source();
    const path = `/sources/${made.id}/confidential`;
    const body = { about: 'identity', text: canary, readers: [desk.editor.member] };
    const stranger = { ...body, readers: [(await newsroom.rival()).member] };
    expect(await desk.researcher.refused(path, stranger)).toBe('422 confidential.unknown_reader');
    expect(await newsroom.admin.refused(path, body)).toBe('403 access.denied');
    expect(await desk.researcher.refused(`/sources/${desk.article.id}/confidential`, body)).toBe('404 not_found');
    const note = await desk.researcher.post(path, body);
    expect(note).toMatchObject({ about: 'identity', text: { committed: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect([...note.readers].sort()).toEqual([desk.researcher.member, desk.editor.member].sort());

    const read = (await desk.editor.get(path)).items;
    expect(read).toMatchObject([{ id: note.id, text: canary, writtenBy: desk.researcher.member }]);
    await desk.researcher.get(path);
    for (const other of [desk.reviewer, newsroom.admin]) {
      const hidden = await other.send('get', `/v1${path}`);
      const absent = await other.send('get', `/v1/sources/${desk.article.id}/confidential`);
      expect([hidden.status, hidden.body.code]).toEqual([404, 'not_found']);
      expect(hidden.body.detail.replace(made.id, '')).toBe(absent.body.detail.replace(desk.article.id, ''));
      expect((await other.send('get', `/v1/confidential-notes/${note.id}/readings`)).status).toBe(404);
    }
    const { items } = await desk.editor.get(`/confidential-notes/${note.id}/readings`);
    expect(items.map((item: Body) => item.member)).toEqual([desk.researcher.member, desk.editor.member]);
    await expect(newsroom.on.asOwner('delete from confidential_reading')).rejects.toThrow();
  });

  it('how a document was obtained and what a lawyer said are kept in the same way', async () => {
    const claim = await claimInChecking(desk);
    const citation = await desk.researcher.post(`/claims/${claim.id}/citations`, {
      source: (await source()).id,
      stance: 'refutes',
      mode: 'consulted',
      consultedOn: '2025-05-09',
      primary: true,
    });
    for (const [path, about] of [
      [`/citations/${citation.id}/confidential`, 'provenance'],
      [`/claims/${claim.id}/confidential`, 'legal_advice'],
    ] as const) {
      await desk.researcher.post(path, { about, text: canary, readers: [] });
      expect((await desk.researcher.get(path)).items).toMatchObject([{ about, text: canary }]);
      expect((await desk.editor.send('get', `/v1${path}`)).status).toBe(404);
    }
  });

  it('its words stand nowhere: in no table, event, delivery, report, answer or log', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const settings = new RuntimeSettings(testSettings().config, pino({ level: 'trace' }, sink));
    const logged = await createApi({ settings, masterKey: testMasterKey(), database: newsroom.database });
    const server = logged.getHttpServer() as ConstructorParameters<typeof Caller>[0];
    const writer = new Caller(server, desk.researcher.key, desk.researcher.member);
    const receiver = await Receiver.start();
    try {
      await newsroom.admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['confidential.kept'] });
      const made = await source();
      const body = { about: 'identity', text: canary, readers: [] };
      const note = await writer.post(`/sources/${made.id}/confidential`, body, { 'idempotency-key': 'kept-once' });
      expect(JSON.stringify(note)).not.toContain('Canary');
      expect(await writer.post(`/sources/${made.id}/confidential`, body, { 'idempotency-key': 'kept-once' })).toEqual(
        note,
      );
      expect((await writer.get(`/sources/${made.id}/confidential`)).items[0].text).toBe(canary);
      // What fails unexpectedly is logged with its error: the database's own words must not quote the row.
      await newsroom.on.asOwner(
        `alter table confidential_note add constraint broken check (about <> 'legal_advice') not valid`,
      );
      const broken = await writer.send('post', `/v1/sources/${made.id}/confidential`, {
        ...body,
        about: 'legal_advice',
      });
      expect(broken.status).toBe(500);
      expect(lines.join('')).toContain('unexpected error');

      await eventually('the delivery arrived', () => receiver.journal.some((one) => one.body.includes(note.id)));
      expect(receiver.journal.map((one) => one.body).join()).not.toContain('Canary');
      expect(lines.join('')).not.toMatch(/Canary|43616e617279/i);
      const bundle = await newsroom.admin.post('/reports', { kind: 'audit-bundle' });
      await eventually(
        'the report is done',
        async () => (await newsroom.admin.get(`/reports/${bundle.id}`)).status === 'done',
      );
      expect(await placesOf('Canary')).toEqual([]);
      // The same look finds what does stand there, in text and inside bytes.
      expect(await placesOf('Rosa Researcher')).toContain('member');
      expect(await placesOf('confidential.kept')).toEqual(expect.arrayContaining(['event', 'report_chunk']));
    } finally {
      await receiver.stop();
      await logged.close();
      sink.end();
      await once(sink, 'finish');
    }
  });

  /** The tables that hold these words, as text or as bytes. */
  async function placesOf(words: string): Promise<string[]> {
    const tables = await newsroom.on.asOwner<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await newsroom.on.asOwner(
        `select 1 from "${name}" t where t::text ilike $1 or t::text like $2 limit 1`,
        [`%${words}%`, `%${Buffer.from(words).toString('hex')}%`],
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  }
});
