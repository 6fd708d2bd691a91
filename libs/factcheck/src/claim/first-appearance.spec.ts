import { type Dated, firstAppearance } from './first-appearance.js';

const said = (saidOn: string | null, more: Partial<Dated> = {}): Dated => ({
  saidOn,
  time: null,
  publishedAt: null,
  ...more,
});

describe('the first appearance', () => {
  it.each([
    ['a year before its months', ['2025-02', '2025']],
    ['a month before its later days', ['2025-05-06', '2025-05']],
    ['a day before its hours', ['2025-05-06T00:01Z', '2025-05-06']],
    ['Tuesday noon before Tuesday night', ['2025-05-06T22:40-04:00', '2025-05-06T12:00-04:00']],
    ['by the moment, whatever the clock on the wall said', ['2025-05-06T23:30-04:00', '2025-05-07T02:31Z']],
    ['by the second', ['2025-05-06T10:00:30Z', '2025-05-06T10:00Z']],
    ['what can be read as a date', ['May', '2025']],
    ['the dated before the undated', [null, '2025']],
  ] as const)('is %s', (_, [later, earlier]) => {
    expect(firstAppearance([said(later), said(earlier)])?.saidOn).toBe(earlier);
    expect(firstAppearance([said(earlier), said(later)])?.saidOn).toBe(earlier);
  });

  it('is by what went out first where nobody knows when it was said', () => {
    const broadcast = said(null, { time: '2025-05-01' });
    const printed = said(null, { publishedAt: '2025-04' });
    expect(firstAppearance([broadcast, printed])).toBe(printed);
    expect(firstAppearance([printed, said('2025-03')])?.saidOn).toBe('2025-03');
  });

  it('of two that were said at one time is what appeared first, else what was entered first', () => {
    const [late, early] = [said('2025', { publishedAt: '2025-05' }), said('2025', { publishedAt: '2025-04' })];
    expect(firstAppearance([late, early])).toBe(early);
    const [one, two] = [said('2025'), said('2025')];
    expect(firstAppearance([one, two])).toBe(one);
    expect(firstAppearance([said(null)])?.saidOn).toBeNull();
    expect(firstAppearance([])).toBeUndefined();
  });
});
