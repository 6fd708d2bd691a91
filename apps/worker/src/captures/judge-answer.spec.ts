import type { EgressAnswer } from '#libs/egress';
import { judgeAnswer } from './judge-answer.js';

const answer = (more: Partial<EgressAnswer>): EgressAnswer => ({
  ok: true,
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<p>'),
  bodyText: '<p>',
  truncated: false,
  timing: { totalMs: 1 },
  remoteAddress: '192.0.2.1',
  ...more,
});

describe('what a fetched address gives', () => {
  it('is its bytes, when they came whole and plain', () => {
    expect(judgeAnswer(answer({}))).toEqual({ body: Buffer.from('<p>'), contentType: 'text/html', httpStatus: 200 });
  });

  it.each([
    [{ status: 301, headers: { location: 'https://elsewhere.example/' } }, 'to https://elsewhere.example/'],
    [{ status: 404 }, 'answered 404'],
    [{ status: 204 }, 'answered 204'],
    [{ truncated: true }, 'larger than 25 MiB'],
    [{ body: Buffer.alloc(0) }, 'without a body'],
    [{ headers: { 'content-encoding': 'gzip' } }, 'packed bytes only (gzip)'],
  ])('is a sentence for %j', (more, sentence) => {
    expect(judgeAnswer(answer(more))).toMatchObject({ failure: expect.stringContaining(sentence) });
  });

  it('is what the guard says, when nothing came', () => {
    const failed = {
      ok: false,
      reason: 'refused',
      detail: 'This address cannot be called.',
      timing: { totalMs: 1 },
    } as const;
    expect(judgeAnswer(failed)).toEqual({ failure: 'This address cannot be called.', httpStatus: null });
  });
});
