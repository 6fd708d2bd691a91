import fc from 'fast-check';
import { formatCheckpoint, ledgerOrigin, parseCheckpoint } from './checkpoint.js';
import { Malformed } from './malformed.js';

const root = Buffer.alloc(32, 7);
const encoded = root.toString('base64');
const origin = ledgerOrigin('018f');

describe('a checkpoint', () => {
  it('reads origin, size, root, each on its line', () => {
    expect(formatCheckpoint({ origin, size: 10, root })).toBe(`claimdesk/018f\n10\n${encoded}\n`);
    expect(formatCheckpoint({ origin, size: 0, root, extensions: ['a b'] })).toBe(`${origin}\n0\n${encoded}\na b\n`);
  });

  it('comes back the same', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(fc.stringMatching(/^[!-~]+$/)),
        (size, hash, extensions) => {
          const checkpoint = { origin, size, root: Buffer.from(hash), extensions };
          expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
        },
      ),
    );
  });

  it.each([
    ['a leading zero', `${origin}\n010\n${encoded}\n`],
    ['a sign', `${origin}\n+10\n${encoded}\n`],
    ['a negative size', `${origin}\n-1\n${encoded}\n`],
    ['a fraction', `${origin}\n1.0\n${encoded}\n`],
    ['an exponent', `${origin}\n1e1\n${encoded}\n`],
    ['a space', `${origin}\n10 \n${encoded}\n`],
    ['a size beyond 2^53 - 1', `${origin}\n9007199254740992\n${encoded}\n`],
    ['no origin', `\n10\n${encoded}\n`],
    ['two lines', `${origin}\n10\n`],
    ['no final newline', `${origin}\n10\n${encoded}`],
    ['an empty line', `${origin}\n10\n${encoded}\n\n`],
    ['a root of 31 bytes', `${origin}\n10\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root of 33 bytes', `${origin}\n10\n${Buffer.alloc(33).toString('base64')}\n`],
    ['a root without padding', `${origin}\n10\n${encoded.replace('=', '')}\n`],
    // The last character before the padding carries two bits that belong to no byte.
    ['a root with spare bits', `${origin}\n10\n${encoded.replace(/c=$/, 'd=')}\n`],
    [
      'a root in the URL alphabet',
      `${origin}\n10\n${Buffer.alloc(32, 0xff).toString('base64').replaceAll('/', '_')}\n`,
    ],
    ['nothing', ''],
  ])('is malformed with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(Malformed);
  });

  it('is not written when it could not be read back', () => {
    for (const bad of [
      { origin: '', size: 1, root },
      { origin: `a\n1\n${encoded}`, size: 1, root },
      { origin, size: -1, root },
      { origin, size: 2 ** 53, root },
      { origin, size: 1, root: Buffer.alloc(20) },
      { origin, size: 1, root, extensions: [''] },
      { origin, size: 1, root, extensions: ['a\nb'] },
    ]) {
      expect(() => formatCheckpoint(bad)).toThrow(Malformed);
    }
  });

  it('holds the largest size that a number can', () => {
    expect(parseCheckpoint(`${origin}\n9007199254740991\n${encoded}\n`).size).toBe(Number.MAX_SAFE_INTEGER);
  });
});
