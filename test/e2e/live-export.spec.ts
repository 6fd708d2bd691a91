import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { firstAppearance, registerColumnNames } from '#libs/factcheck';
import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, claimBody, type Desk, none, staffed } from '../support/story.js';
import { parseCsv } from '../integration/outward/parse-csv.js';

describe('the living register', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    await desk.editor.post('/topics', { code: 'roads', labels: { en: 'Roads' } });
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const strange = await desk.researcher.post('/claims', {
      ...claimBody(desk.article.id),
      statement: '=HYPERLINK("x"), „naïve“\r\nsecond line \\ "quoted" \u{1F600}',
      language: 'es-VE',
    });
    await desk.researcher.put(`/claims/${strange.id}/topics`, strange.version, { topics: ['roads'] });
    // The first appearance is the one that was said first, whatever the zone of its time, and not the one entered first.
    for (const saidOn of ['2025-05-07T02:00:00Z', '2025-05-06T21:30:00-04:30', '2025-05', '2024'])
      await desk.researcher.post(`/claims/${strange.id}/utterances`, {
        claimant: { kind: 'person', name: `@Speaker ${saidOn}` },
        mode: 'paraphrase',
        saidOn,
        affiliation: ' +Party',
        appearance: { medium: 'radio', time: '2025-05-06', excerpt: '-1' },
      });
    const twin = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.editor.post(`/claims/${twin.id}/merge`, { into: strange.id });
  });
  afterAll(() => newsroom?.close());

  const text = async (path: string, who: Caller = desk.editor): Promise<string> => {
    const answer = await fetch(`${newsroom.address}/v1${path}`, { headers: { authorization: `Bearer ${who.key}` } });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  };
  const linesOf = (ndjson: string): Body[] =>
    ndjson
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const reported = async (format: string): Promise<string> => {
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register', format });
    await eventually('it is done', async () => (await desk.editor.get(`/reports/${id}`)).status === 'done');
    return text(`/reports/${id}/content`);
  };

  it('tells what the report tells, cell for cell', async () => {
    await eventually('the log has everything', async () => {
      const rows = await newsroom.on.asOwner(`select 1 from event_pending`);
      return rows.length === 0;
    });
    const live = linesOf(await text('/claims/export.ndjson'));
    expect(live).toEqual(linesOf(await reported('ndjson')));
    expect(live.every((line) => Object.keys(line).join() === registerColumnNames.join())).toBe(true);
    expect(live.map((line) => line.rating_label)).toContain('False');
    expect(live.some((line) => line.appearances > 4 && line.said_on === '2024')).toBe(true);
    // PostgreSQL ends its lines by LF.
    const csv = parseCsv((await text('/claims/export.csv')).replace(/(?<!\r)\n/g, '\r\n'));
    expect(csv).toEqual(parseCsv(await reported('csv')));
    expect(csv.some((row) => row.statement?.startsWith(`'=HYPERLINK`) && row.claimant_affiliation === `' +Party`)).toBe(
      true,
    );
  });

  it.each([
    [['2025-05-07T02:00:00Z', '2025-05-06T21:30:00-04:30']],
    [['2025-05-06T21:29:00-04:30', '2025-05-07T02:00:00Z']],
    [['2024-03', '2024-03-01', '2024']],
    [['2024-02-29T23:30:00-01:00', '2024-03-01T00:15:00Z', '2024-03-01']],
    [['1999-12-31', '2000', '1582-10-15', '2024-01-01T00:00Z']],
    [['2024-01-01T00:00:00.5Z', '2030', 'no date']],
  ])('orders %j as the rules do', async (dates) => {
    const ours = firstAppearance(dates.map((saidOn) => ({ saidOn, time: null, publishedAt: null })))?.saidOn;
    const [row] = await newsroom.on.asOwner<{ date: string }>(
      `select date from unnest($1::text[]) with ordinality as given(date, place) order by earliest(date), place limit 1`,
      [dates],
    );
    expect(row?.date).toBe(ours);
  });

  it('is narrowed like the list of claims', async () => {
    const all = linesOf(await text('/claims/export.ndjson'));
    for (const [name, column] of [
      ['status', 'status'],
      ['kind', 'kind'],
      ['language', 'language'],
      ['claimant', 'claimant_id'],
    ] as const) {
      const value = all[0][column];
      const some = linesOf(await text(`/claims/export.ndjson?${name}=${value}`));
      expect(some.length).toBeGreaterThan(0);
      expect(some.map((line) => line.claim_id)).toEqual(
        expect.arrayContaining(all.filter((line) => line[column] === value).map((line) => line.claim_id)),
      );
      if (column !== 'claimant_id') expect(some.every((line) => line[column] === value)).toBe(true);
    }
    expect(await text(`/claims/export.ndjson?topic=nothing`)).toBe('');
    expect(await text(`/claims/export.csv?topic=nothing`)).toBe(`${registerColumnNames.join()}\n`);
  });

  it('is in the log before the first byte leaves, and not for HEAD', async () => {
    const exports = async (): Promise<Body[]> =>
      newsroom.on.asOwner(
        `select convert_from(bytes, 'UTF8')::json -> 'facts' as facts from event
          where convert_from(bytes, 'UTF8')::json ->> 'type' = 'claims.exported' order by position`,
      );
    const before = (await exports()).length;
    await text('/claims/export.csv?status=published');
    const head = await fetch(`${newsroom.address}/v1/claims/export.csv`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${desk.editor.key}` },
    });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect((await exports()).slice(before)).toEqual([{ facts: { format: 'csv', filter: { status: 'published' } } }]);
  });

  it('is for people, and shows another newsroom nothing', async () => {
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const machine = await newsroom.caller(key).send('get', '/v1/claims/export.csv');
    expect([machine.status, machine.body.code]).toEqual([403, 'access.person_needed']);
    expect(await text('/claims/export.ndjson', await newsroom.rival())).toBe('');
    const wrong = await desk.editor.send('get', `/v1/claims/export.csv?status=published'--`);
    expect([wrong.status, wrong.body.code]).toEqual([422, 'request.invalid']);
  });

  const manyClaims = (count: number, bytes: number): Promise<unknown> =>
    newsroom.on.asOwner(
      `insert into claim (organization_id, id, statement, kind, language, status, origin, submitted_by_member, created_at, updated_at)
       select organization_id, gen_random_uuid(), repeat('long ', $2::int / 5), kind, language, status, origin, submitted_by_member, now(), now()
         from (select * from claim limit 1) one, generate_series(1, $1::int)`,
      [count, bytes],
    );
  /** Connections that copy, or hold a snapshot, now. */
  const held = async (): Promise<number> =>
    (
      await newsroom.on.asOwner(
        `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            and (query like 'copy (%' and state = 'active' or backend_xmin is not null and query like 'copy (%')`,
      )
    ).length;
  const asked = async (format: string): Promise<IncomingMessage> => {
    const sent = request(`${newsroom.address}/v1/claims/export.${format}`, {
      headers: { authorization: `Bearer ${desk.editor.key}` },
    });
    sent.on('error', () => undefined);
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer, 'readable');
    return answer;
  };

  it('holds nothing in PostgreSQL while its reader waits, and then goes on', async () => {
    await manyClaims(20_000, 2_500);
    const answer = await asked('ndjson');
    // Whoever reads nothing is sent some megabytes of the fifty.
    await eventually('what was asked for so far has been read', async () => (await held()) === 0);
    await manyClaims(1, 10);
    expect(await held()).toBe(0);
    let lines = 0;
    for await (const chunk of answer) lines += (chunk as Buffer).filter((byte) => byte === 10).length;
    expect(lines).toBeGreaterThanOrEqual(20_000);
  }, 60_000);

  it('leaves no connection behind to those who come after somebody who went away in the middle', async () => {
    // A slice is far more than sockets and buffers take, so that PostgreSQL is held back when the reader stops.
    await manyClaims(6_000, 20_000);
    for (let turn = 0; turn < 20; turn += 1) (await asked(turn % 2 ? 'csv' : 'ndjson')).destroy();
    await eventually('nobody copies any more', async () => (await held()) === 0);
    // More at once than there are connections, and each gets an answer of its own.
    const answers = await Promise.all(Array.from({ length: 40 }, () => desk.editor.send('get', '/v1/claims?limit=1')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await text('/claims/export.ndjson')).trimEnd().split('\n').length).toBeGreaterThan(26_000);
  }, 60_000);
});
