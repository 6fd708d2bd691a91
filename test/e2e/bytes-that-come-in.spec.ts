import { gzipSync } from 'node:zlib';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { type Desk, staffed } from '../support/story.js';

describe('the bytes of a body', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const source = JSON.stringify({ kind: 'document', title: 'Größe', access: 'open' });
  const send = async (
    body: Buffer | string,
    headers: Record<string, string> = {},
    path = '/sources',
    method = 'POST',
  ): Promise<{ status: number; body: Body; headers: Headers }> => {
    const answer = await fetch(`${newsroom.address}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${desk.editor.key}`, 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  };
  const said = ({ status, body }: { status: number; body: Body }): unknown[] => [status, body.code];

  it('that are not UTF-8 are refused, and nothing is kept with other words', async () => {
    const before = (await desk.editor.get('/sources')).items.length;
    for (const bytes of [
      Buffer.from(source, 'latin1'),
      Buffer.from([...Buffer.from('{"title":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')]),
      Buffer.from([...Buffer.from('{"title":"'), 0xc0, 0xaf, ...Buffer.from('"}')]),
      Buffer.from(source, 'utf8').subarray(0, source.indexOf('ö') + 1),
      Buffer.from(`\ufeff${source}`, 'utf16le'),
    ]) {
      const answer = await send(bytes);
      expect(said(answer)).toEqual([400, 'request.not_utf8']);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body.detail).toMatch(/Encode it as UTF-8/);
    }
    expect((await desk.editor.get('/sources')).items.length).toBe(before);
    const broken = await send(Buffer.from(source, 'latin1'), { authorization: '' }, '/invitations/redeem');
    expect(said(broken)).toEqual([400, 'request.not_utf8']);
  });

  it('are taken when they are UTF-8, also with a byte order mark, and are what is kept', async () => {
    for (const [body, type] of [
      [source, 'application/json'],
      [`\ufeff${source}`, 'application/json; charset=utf-8'],
      [source, 'application/json;charset="UTF-8"'],
      [source, 'Application/JSON; charset=utf8'],
    ] as const) {
      const answer = await send(Buffer.from(body, 'utf8'), { 'content-type': type, 'content-encoding': 'identity' });
      expect([answer.status, answer.body.title]).toEqual([201, 'Größe']);
    }
    const given = await send(JSON.stringify({ kind: 'document', title: 'A \ufffd that was meant', access: 'open' }));
    expect([given.status, given.body.title]).toEqual([201, 'A \ufffd that was meant']);
  });

  it.each([
    ['application/json; charset=utf-16', /UTF-8, not in utf-16/],
    ['application/json; charset=iso-8859-1', /UTF-8, not in iso-8859-1/],
    ['application/json; charset=utf-8; charset=latin1', /UTF-8, not in latin1/],
    ['application/x-www-form-urlencoded', /Send JSON/],
    ['text/plain', /Send JSON/],
    ['application/xml', /Send JSON/],
  ])('of the type %s are refused with what to send', async (type, detail) => {
    const answer = await send(source, { 'content-type': type });
    expect(said(answer)).toEqual([415, 'request.unsupported_media_type']);
    expect(answer.body.detail).toMatch(detail);
  });

  it.each(['gzip', 'br', 'gzip, identity', 'GZIP'])(
    'that are packed (%s) are refused, on every door',
    async (packed) => {
      const bytes = gzipSync(source);
      const headers = { 'content-encoding': packed };
      for (const [path, method, type] of [
        ['/sources', 'POST', 'application/json'],
        ['/captures', 'POST', 'text/html'],
        ['/imports/0197c0de-0000-7000-8000-00000000dead/content', 'PUT', 'application/x-ndjson'],
      ] as const) {
        const answer = await send(bytes, { ...headers, 'content-type': type }, path, method);
        expect([path, ...said(answer)]).toEqual([path, 415, 'request.unsupported_media_type']);
        expect(answer.body.detail).toMatch(/without Content-Encoding/);
        expect(answer.headers.get('accept-encoding')).toBe('identity');
      }
    },
  );

  it('that are no JSON, or JSON with a trap in it, are refused as before', async () => {
    for (const body of ['{"title":', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}', '']) {
      expect(said(await send(body))).toEqual([422, 'request.invalid']);
    }
  });
});
