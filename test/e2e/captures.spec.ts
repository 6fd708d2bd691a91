import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256Hex } from '#libs/kernel';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, staffed } from '../support/story.js';

describe('captures', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let pages: Server;
  let site: string;
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    pages = createServer((_request, response) => answer(response));
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    site = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await newsroom?.close();
    pages?.closeAllConnections();
    pages?.close();
  });

  const upload = async (
    bytes: Buffer | string,
    { type = 'application/pdf', query = '', more = {} }: { type?: string; query?: string; more?: object } = {},
  ): Promise<{ status: number; body: Body }> => {
    const response = await fetch(`${newsroom.address}/v1/captures${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': type, ...more },
      body: bytes,
    });
    return { status: response.status, body: await response.json() };
  };
  const download = (id: string): Promise<Response> =>
    fetch(`${newsroom.address}/v1/captures/${id}/content`, {
      headers: { authorization: `Bearer ${desk.researcher.key}` },
    });
  const counts = async (): Promise<Body> =>
    (
      await newsroom.on.asOwner(
        `select (select count(*)::int from capture_upload) as uploads, (select count(*)::int from capture_content) as contents,
                (select coalesce(max(octet_length(bytes)), 0)::int from capture_chunk) as largest`,
      )
    )[0];
  const fetched = async (respond: (response: ServerResponse) => void, path = '/page'): Promise<Body> => {
    answer = respond;
    const capture = await desk.researcher.post('/captures/fetch', { url: `${site}${path}` });
    expect(capture).toMatchObject({ status: 'requested', sha256: null, version: 1 });
    return eventually('the worker has been there', async () => {
      const now = await desk.researcher.get(`/captures/${capture.id}`);
      return now.status !== 'requested' && now;
    });
  };

  it.each([
    ['application/json', '{"a": 1,  "b":\t2}'],
    ['text/html; charset=iso-8859-1', '<script>alert(1)</script>'],
    ['application/x-ndjson', '{}\n{}\n'],
    ['image/png', '\u0089PNG'],
  ])('%s is kept byte for byte and handed out as a download that no browser runs', async (type, text) => {
    const bytes = Buffer.from(text, 'latin1');
    const { status, body } = await upload(bytes, {
      type,
      query: `?url=https://a.example/&name=a&retrievedAt=2025-05-09T10:00:00Z`,
    });
    expect([status, body]).toMatchObject([
      201,
      {
        status: 'uploaded',
        sha256: sha256Hex(bytes),
        size: bytes.length,
        contentType: type,
        url: 'https://a.example/',
        retrievedAt: '2025-05-09T10:00:00.000Z',
      },
    ]);
    const response = await download(body.id);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const header = (name: string): string | null => response.headers.get(name);
    expect(header('content-type')).toBe('application/octet-stream');
    expect(header('content-disposition')).toMatch(/^attachment; /);
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toContain('sandbox');
  });

  it('the same bytes are kept once, and an organization never finds those of another', async () => {
    const bytes = Buffer.alloc(700_000, 'deduplicated');
    const before = await counts();
    const [one, two] = [await upload(bytes), await upload(bytes, { type: 'image/png' })];
    expect(one.body.id).not.toBe(two.body.id);
    expect(one.body.sha256).toBe(two.body.sha256);
    const many = await Promise.all(Array.from({ length: 8 }, () => upload(Buffer.alloc(300_000, 'all at once'))));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([201]));
    const after = await counts();
    expect([after.contents - before.contents, after.uploads - before.uploads]).toEqual([2, 2]);
    expect(after.largest).toBeLessThanOrEqual(1024 * 1024);
    const rival = await newsroom.rival();
    expect((await rival.send('get', `/v1/captures/${one.body.id}`)).status).toBe(404);
    expect((await rival.send('get', `/v1/captures/${one.body.id}/content`)).status).toBe(404);
  });

  it('what is empty or larger than 25 MiB is refused, and nothing of it stays', async () => {
    const before = await counts();
    expect((await upload(Buffer.alloc(0))).body.code).toBe('capture.empty');
    const announced = await upload(Buffer.alloc(25 * 1024 * 1024 + 1));
    expect([announced.status, announced.body.code]).toEqual([413, 'capture.too_large']);
    expect((await upload(Buffer.alloc(25 * 1024 * 1024, 1))).status).toBe(201);
    const after = await counts();
    expect([after.contents - before.contents, after.uploads - before.uploads]).toEqual([1, 1]);
  });

  it('a repeated upload with one Idempotency-Key is one capture', async () => {
    const more = { 'idempotency-key': 'capture-once' };
    const [one, two] = [await upload('once', { more }), await upload('once', { more })];
    expect(two.body).toEqual(one.body);
    expect((await upload('something else', { more })).body.code).toBe('idempotency.mismatch');
  });

  it('raw bytes are taken at this door only', async () => {
    const response = await fetch(`${newsroom.address}/v1/sources`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect(response.status).toBe(415);
  });

  it('a captured citation takes digest and time from its capture, and no other mode has one', async () => {
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'document', title: 'A page', access: 'open' });
    const { body: capture } = await upload('the page', { query: '?retrievedAt=2025-05-09T10:00:00Z' });
    const body = { source: source.id, stance: 'refutes', mode: 'captured', primary: true };
    const path = `/claims/${claim.id}/citations`;
    expect(await desk.researcher.refused(path, body)).toBe('422 citation.invalid');
    expect(await desk.researcher.refused(path, { ...body, mode: 'linked', capture: capture.id })).toBe(
      '422 citation.invalid',
    );
    expect(await desk.researcher.refused(path, { ...body, capture: claim.id })).toBe('404 not_found');
    expect(await desk.researcher.post(path, { ...body, capture: capture.id, excerpt: 'the page' })).toMatchObject({
      mode: 'captured',
      capture: capture.id,
      contentHash: sha256Hex('the page'),
      retrievedAt: '2025-05-09T10:00:00.000Z',
      excerpt: 'the page',
    });
  });

  it('a worker fetches an address through the guard and keeps what came', async () => {
    const capture = await fetched((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>What stands there'),
    );
    expect(capture).toMatchObject({
      status: 'fetched',
      httpStatus: 200,
      contentType: 'text/html',
      sha256: sha256Hex('<p>What stands there'),
      size: 20,
      version: 2,
    });
    expect(capture.retrievedAt).toMatch(/Z$/);
    expect(await (await download(capture.id)).text()).toBe('<p>What stands there');
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      /^The address sends elsewhere \(302 to http:\/\/10\.0\.0\.1\/\)/,
    ],
    ['an error', (response) => response.writeHead(404).end('gone'), /answered 404/],
    ['a broken connection', (response) => response.socket?.destroy(), /closed before/],
    ['too much', (response) => response.writeHead(200).end(Buffer.alloc(25 * 1024 * 1024 + 1)), /larger than 25 MiB/],
  ])('%s is a failed capture with a sentence, and cannot be cited', async (_what, respond, sentence) => {
    const capture = await fetched(respond);
    expect(capture).toMatchObject({ status: 'failed', sha256: null, failure: expect.stringMatching(sentence) });
    expect((await download(capture.id)).status).toBe(409);
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'document', title: 'A page', access: 'open' });
    expect(
      await desk.researcher.refused(`/claims/${claim.id}/citations`, {
        source: source.id,
        stance: 'refutes',
        mode: 'captured',
        primary: true,
        capture: capture.id,
      }),
    ).toBe('409 capture.not_ready');
  });

  it('an address inside the network is refused before anybody goes there', async () => {
    for (const url of ['http://10.0.0.1/', 'https://169.254.169.254/latest', 'http://plain.example/']) {
      expect(await desk.researcher.refused('/captures/fetch', { url })).toBe('422 endpoint.address_refused');
    }
  });

  it('events hold the digest and the size, never the bytes', async () => {
    const { body: capture } = await upload('these very bytes must not stand in the log');
    const [row] = await newsroom.on.asOwner<{ event: Body }>(
      `select convert_from(bytes, 'UTF8')::json as event from event where convert_from(bytes, 'UTF8')::json ->> 'root' = $1`,
      [capture.id],
    );
    expect(row?.event).toMatchObject({
      type: 'capture.added',
      changes: [{ after: { sha256: capture.sha256, size: 42 } }],
    });
    expect(JSON.stringify(row?.event)).not.toContain('these very bytes');
    expect((await desk.researcher.get('/captures')).items[0].id).toBe(capture.id);
  });
});
