import { byteRange, rangeCounts } from './byte-range.js';

describe('a range of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 10 }],
    ['bytes=90-', { start: 90, end: 100 }],
    ['bytes=-10', { start: 90, end: 100 }],
    ['bytes=-1000', { start: 0, end: 100 }],
    ['bytes=99-99', { start: 99, end: 100 }],
    ['bytes=50-1000', { start: 50, end: 100 }],
    [' bytes = 0 - 9 ', { start: 0, end: 10 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-0', 'whole'],
    ['bytes=0-9,20-29', 'whole'],
    ['bytes=-', 'whole'],
    ['items=0-9', 'whole'],
    ['bytes=0x1-9', 'whole'],
    ['bytes=99999999999999999999-', 'whole'],
    [undefined, 'whole'],
  ])('%s', (header, wanted) => expect(byteRange(header, 100)).toEqual(wanted));

  it('has no part of an empty file', () => {
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(byteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });
});

describe('what the caller has a part of', () => {
  it('goes on only as the very same bytes', () => {
    expect([undefined, '"a"'].map((header) => rangeCounts(header, '"a"'))).toEqual([true, true]);
    expect(['"b"', 'W/"a"', 'Tue, 24 Nov 2026 16:00:00 GMT'].map((header) => rangeCounts(header, '"a"'))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
