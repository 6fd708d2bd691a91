import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeWithShared, sharedFolder } from '../../../test/support/shared.js';
import { canonicalBytes, canonicalJson, type Json } from './canonical-json.js';

describeWithShared('vectors/rfc8785', 'the published RFC 8785 vectors', () => {
  const folder = join(sharedFolder, 'vectors', 'rfc8785');
  it.each(['arrays', 'french', 'structures', 'unicode', 'values', 'weird'])('%s, to the byte', (name) => {
    const input = JSON.parse(readFileSync(join(folder, 'input', `${name}.json`), 'utf8')) as Json;
    const expected = readFileSync(join(folder, 'outhex', `${name}.txt`), 'utf8').replace(/\s+/g, '');
    expect(canonicalBytes(input).toString('hex')).toBe(expected);
  });
});

describe('canonical JSON', () => {
  it('is a fixed point and means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(once) as Json)).toBe(once);
      }),
    );
  });

  it('does not depend on the order in which members were added', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  });

  it('refuses a lone surrogate in values and in names', () => {
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(TypeError);
    expect(canonicalJson('😀')).toBe('"😀"');
  });

  it('refuses numbers that JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  });
});
