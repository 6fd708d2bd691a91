import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, type Desk, staffed } from '../support/story.js';

describe('the file of a report', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let report: Body;
  let whole: string;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    await desk.researcher.post('/claims', claimBody(desk.article.id));
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register' });
    report = await eventually('the report is done', async () => {
      const one = await desk.editor.get(`/reports/${id}`);
      return one.status === 'done' && one;
    });
    whole = await (await content()).text();
  });
  afterAll(() => newsroom?.close());

  const content = (headers: Record<string, string> = {}, method = 'GET', who: Caller = desk.editor) =>
    fetch(`${newsroom.address}/v1/reports/${report.id}/content`, {
      method,
      headers: { authorization: `Bearer ${who.key}`, ...headers },
    });
  const downloads = async (): Promise<number> =>
    Number(
      (
        await newsroom.on.asOwner<{ n: string }>(
          `select count(*) as n from event where convert_from(bytes, 'UTF8')::json ->> 'type' = 'report.downloaded'`,
        )
      )[0]?.n,
    );

  it('comes whole, with what is needed to go on with it later', async () => {
    const answer = await content();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      etag: `"${report.sha256}"`,
      'accept-ranges': 'bytes',
      'content-length': String(report.size),
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="claims-register-${report.checkpointSize}.csv"`,
    });
    expect(await answer.text()).toBe(whole);
  });

  it('is described by HEAD, without a byte and without being taken', async () => {
    const before = await downloads();
    const answer = await content({ range: 'bytes=0-3' }, 'HEAD', newsroom.admin);
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      String(report.size),
      '',
    ]);
    expect(answer.headers.get('etag')).toBe(`"${report.sha256}"`);
    expect(await downloads()).toBe(before);
  });

  it('comes in parts', async () => {
    const first = await content({ range: 'bytes=0-9' });
    expect([first.status, first.headers.get('content-range'), first.headers.get('content-length')]).toEqual([
      206,
      `bytes 0-9/${report.size}`,
      '10',
    ]);
    const rest = await content({ range: 'bytes=10-', 'if-range': first.headers.get('etag') ?? '' });
    expect(rest.status).toBe(206);
    expect((await first.text()) + (await rest.text())).toBe(whole);
    const end = await content({ range: 'bytes=-5' });
    expect([end.status, await end.text()]).toEqual([206, whole.slice(-5)]);
  });

  it('comes whole when the part that somebody has is of another file', async () => {
    const answer = await content({ range: 'bytes=10-', 'if-range': '"another"' });
    expect([answer.status, await answer.text()]).toEqual([200, whole]);
  });

  it('says how long it is to who asks for what is not there', async () => {
    const answer = await content({ range: `bytes=${report.size}-` });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${report.size}`]);
    expect(await answer.json()).toMatchObject({ code: 'request.range_not_satisfiable' });
  });

  it('does not come again to who has it', async () => {
    const answer = await content({ 'if-none-match': `W/"x", "${report.sha256}"` });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
  });

  it('leaves one event for each key that took it, however many parts it took', async () => {
    const before = await downloads();
    for (const range of ['bytes=0-1', 'bytes=2-3', 'bytes=4-'])
      await (await content({ range }, 'GET', desk.reviewer)).arrayBuffer();
    expect(await downloads()).toBe(before + 1);
  });

  it('is gone after its time, with a sentence that says how to get it again', async () => {
    await newsroom.on.asOwner(`update report set expires_at = now() where id = $1`, [report.id]);
    await newsroom.on.asOwner(`update work_due set due_at = now() where kind = 'report-expiry'`);
    await eventually(
      'it has expired',
      async () => (await desk.editor.get(`/reports/${report.id}`)).status === 'expired',
    );
    const answer = await content();
    expect([answer.status, ((await answer.json()) as Body).detail]).toEqual([
      410,
      expect.stringMatching(/same bytes again/),
    ]);
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register', checkpoint: report.checkpointSize });
    const again = await eventually('it is made again', async () => {
      const one = await desk.editor.get(`/reports/${id}`);
      return one.status === 'done' && one;
    });
    expect(again.sha256).toBe(report.sha256);
  });

  it('is asked for, cancelled and retried by whoever may, and refused with words for each field', async () => {
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register' });
    expect(await desk.researcher.refused(`/reports/${id}/cancel`)).toBe('403 access.denied');
    expect(await newsroom.admin.refused('/reports/0197c0de-0000-7000-8000-000000000000/cancel')).toBe('404 not_found');
    await eventually('it is done', async () => (await desk.editor.get(`/reports/${id}`)).status === 'done');
    expect(await desk.editor.refused(`/reports/${id}/cancel`)).toBe('409 report.wrong_state');
    expect(await desk.editor.refused(`/reports/${id}/retry`)).toBe('409 report.wrong_state');
    const wrong = await desk.editor.send('post', '/v1/reports', { kind: 'claims-register', format: 'zip' });
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ field: 'format', message: expect.stringMatching(/^must be one of csv/) }],
    ]);
    const strange = await desk.editor.send('post', '/v1/reports', { kind: 'claims-register', since: 2 });
    expect(strange.body.errors).toEqual([{ field: 'since', message: 'only for audit-bundle' }]);
  });
});
