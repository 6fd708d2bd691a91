import { slugOf } from './slug.js';

describe('the slug of a claim', () => {
  const claim = '0197c0de-0000-7000-8000-0000deadbeef';

  it.each([
    ['Nearly 900 people are still held.', 'nearly-900-people-are-still-held-deadbeef'],
    ['José’s “epic” café', 'joses-epic-cafe-deadbeef'],
    ['السجناء السياسيون', 'claim-deadbeef'],
    ['', 'claim-deadbeef'],
    ['x'.repeat(200), `${'x'.repeat(60)}-deadbeef`],
    ['../../etc/passwd?<script>', 'etc-passwd-script-deadbeef'],
  ])('%s', (statement, slug) => {
    expect(slugOf(statement, claim)).toBe(slug);
  });

  it('ends at a word, and keeps claims with the same words apart', () => {
    const statement = 'The operation was carried out under the Biden administration, as the outlet said on Tuesday.';
    expect(slugOf(statement, claim)).toBe('the-operation-was-carried-out-under-the-biden-administration-deadbeef');
    expect(slugOf(statement, `${claim.slice(0, -1)}0`)).not.toBe(slugOf(statement, claim));
  });
});
