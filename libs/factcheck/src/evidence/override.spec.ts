import type { Refusal } from '#libs/kernel';
import { overrideRuling } from './override.js';
import { sufficiency } from './sufficiency.js';
import type { SufficiencyCitation } from './voices.js';

const cite = (id: string, more: Partial<SufficiencyCitation> = {}): SufficiencyCitation => ({
  id,
  sourceId: id,
  sourceTitle: id,
  primary: false,
  access: 'open',
  mode: 'linked',
  ...more,
});
const shortfall = (citations: SufficiencyCitation[], minPrimarySources = 0): Refusal =>
  sufficiency(citations, { minIndependentSources: 2, minPrimarySources }) as Refusal;

describe('an override', () => {
  it('names the single relevant source where exactly one counts', () => {
    expect(overrideRuling('single_relevant_source', shortfall([cite('A')]))).toBeUndefined();
    const copies = [cite('A'), cite('B', { derivesFrom: 'A' })];
    expect(overrideRuling('single_relevant_source', shortfall(copies))).toBeUndefined();
  });

  it('does not call a whisper a source', () => {
    const ruling = overrideRuling('single_relevant_source', shortfall([cite('A', { unnamed: true })]));
    expect(ruling).toMatchObject({ code: 'evidence.override_unfit', detail: expect.stringContaining('has 0') });
    expect(overrideRuling('other', shortfall([cite('A', { access: 'off_record' })]))).toBeUndefined();
  });

  it('of missing primary sources is another one', () => {
    const two = [cite('A'), cite('B')];
    expect(overrideRuling('single_relevant_source', shortfall(two, 1))?.code).toBe('evidence.override_unfit');
    expect(overrideRuling('other', shortfall(two, 1))).toBeUndefined();
  });

  it('never replaces evidence as such', () => {
    expect(overrideRuling('other', shortfall([]))?.code).toBe('evidence.empty');
  });
});
