import { isKnown, isUnchanged, lastModified } from './conditional.js';

const at = '2025-05-08T10:00:00.400Z';
const second = 'Thu, 08 May 2025 10:00:00 GMT';
const now = Date.parse('2025-05-08T10:00:05Z');

describe('what the caller has already', () => {
  it('is known by its tag, strong or weak, or by any', () => {
    expect(['"a"', 'W/"a"', '"b", "a"', '*'].map((header) => isKnown(header, '"a"'))).toEqual([true, true, true, true]);
    expect(isKnown('"a"', 'W/"a"')).toBe(true);
    expect([undefined, '"b"', 'a'].map((header) => isKnown(header, '"a"'))).toEqual([false, false, false]);
  });

  it('has a date once its second is over', () => {
    expect(lastModified(at, now)?.toUTCString()).toBe(second);
    expect(lastModified(at, Date.parse('2025-05-08T10:00:00.999Z'))).toBeUndefined();
  });

  it('is told by the tag where there is one, else by the date', () => {
    const changed = lastModified(at, now);
    const has = (headers: Record<string, string>) => isUnchanged(headers, '"a"', changed);
    expect(has({ 'if-none-match': '"a"', 'if-modified-since': 'Wed, 07 May 2025 10:00:00 GMT' })).toBe(true);
    expect(has({ 'if-none-match': '"b"', 'if-modified-since': second })).toBe(false);
    expect(has({ 'if-modified-since': second })).toBe(true);
    expect(has({ 'if-modified-since': 'Thu, 08 May 2025 09:59:59 GMT' })).toBe(false);
    expect(has({ 'if-modified-since': 'yesterday' })).toBe(false);
    expect(has({})).toBe(false);
    expect(isUnchanged({ 'if-modified-since': second }, '"a"', undefined)).toBe(false);
  });
});
