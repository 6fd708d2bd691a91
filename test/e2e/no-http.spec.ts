import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { sendBytes } from '../support/raw-http.js';

describe('what is no HTTP', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
  });
  afterAll(() => newsroom?.close());

  const line = (...lines: string[]): string => [...lines, '', ''].join('\r\n');
  const host = 'Host: desk.example';

  it.each([
    ['nonsense', 'nonsense\r\n\r\n', 400, 'request.unreadable'],
    ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex'), 400, 'request.unreadable'],
    ['a method that is none', line('FETCH / HTTP/1.1', host), 400, 'request.unreadable'],
    ['a version that is none', line('GET / HTTP/9.9', host), 400, 'request.unreadable'],
    ['a header without a colon', line('GET / HTTP/1.1', host, 'nonsense'), 400, 'request.unreadable'],
    ['a NUL in a header', line('GET / HTTP/1.1', host, 'x-a: b\0c'), 400, 'request.unreadable'],
    [
      'two lengths',
      line('POST /v1/me HTTP/1.1', host, 'Content-Length: 1', 'Content-Length: 2'),
      400,
      'request.unreadable',
    ],
    [
      'a length and chunks',
      line('POST /v1/me HTTP/1.1', host, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
      400,
      'request.unreadable',
    ],
    [
      'headers of 64 KiB',
      line('GET / HTTP/1.1', host, `x-long: ${'x'.repeat(65_536)}`),
      431,
      'request.headers_too_large',
    ],
    ['an address of 64 KiB', line(`GET /${'x'.repeat(65_536)} HTTP/1.1`, host), 431, 'request.headers_too_large'],
  ] as const)('%s is answered with a problem document', async (_, bytes, status, code) => {
    const answer = await sendBytes(newsroom.address, bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(answer.text)),
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(answer.body).toMatchObject({
      status,
      code,
      type: `/docs/problems#${code}`,
      instance: answer.headers['x-request-id'],
    });
  });
});
