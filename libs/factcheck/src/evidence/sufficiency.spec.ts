import fc from 'fast-check';
import { accessKinds } from '../vocabulary/evidence.js';
import { sufficiency } from './sufficiency.js';
import type { SufficiencyCitation } from './voices.js';

const cite = (id: string, more: Partial<SufficiencyCitation> = {}): SufficiencyCitation => ({
  id,
  sourceId: `source of ${id}`,
  sourceTitle: id,
  primary: false,
  access: 'open',
  mode: 'linked',
  ...more,
});
const needs = (independent: number, primary = 0): { minIndependentSources: number; minPrimarySources: number } => ({
  minIndependentSources: independent,
  minPrimarySources: primary,
});
const detail = (citations: SufficiencyCitation[], independent: number, primary = 0): string | undefined =>
  sufficiency(citations, needs(independent, primary))?.detail;

describe('sufficiency', () => {
  it('is satisfied by as many voices as the policy wants', () => {
    expect(sufficiency([cite('A'), cite('B')], needs(2))).toBeUndefined();
    expect(sufficiency([cite('A', { access: 'interview_on_record', mode: 'consulted' })], needs(1))).toBeUndefined();
  });

  it('wants at least one citation under every policy', () => {
    expect(sufficiency([], needs(0))?.code).toBe('evidence.empty');
  });

  it('counts two outlets that copy one wire as one voice, and says so', () => {
    const wire = cite('wire', { sourceTitle: 'Foro Penal' });
    const copies = [cite('A', { derivesFrom: 'wire' }), cite('B', { derivesFrom: 'wire' })];
    expect(detail([wire, ...copies], 2)).toMatch(
      /^Needs 2 independent sources, has 1: A and B both derive from Foro Penal\. /,
    );
    expect(detail(copies, 2)).toContain('has 1: A and B both derive from something that is not cited here.');
    expect(detail([wire, cite('A', { derivesFrom: 'wire' })], 2)).toContain('has 1: A derives from Foro Penal.');
    expect(sufficiency([wire, ...copies, cite('C')], needs(2))).toBeUndefined();
  });

  it('follows a chain to its root', () => {
    const chain = [cite('A', { derivesFrom: 'B' }), cite('B', { derivesFrom: 'C' }), cite('C')];
    expect(sufficiency(chain, needs(2))?.facts).toMatchObject({ needed: 2, has: 1 });
  });

  it('counts the same source once, however often it is cited', () => {
    const twice = [
      cite('A', { sourceId: 's', sourceTitle: 'The Register' }),
      cite('B', { sourceId: 's', sourceTitle: 'The Register' }),
    ];
    expect(detail(twice, 2)).toContain('has 1: The Register is cited 2 times.');
  });

  it('lets one outlet be two voices when it copies in one place and reports in another', () => {
    const wire = cite('wire');
    const copy = cite('A', { sourceId: 'outlet', derivesFrom: 'wire' });
    expect(sufficiency([wire, copy, cite('B', { sourceId: 'outlet' })], needs(2))).toBeUndefined();
  });

  it.each([
    [{ access: 'off_record' }, 'off the record'],
    [{ access: 'background' }, 'on background'],
    [{ unnamed: true }, 'unnamed'],
  ] as const)('never counts %j', (more, why) => {
    expect(detail([cite('A', more)], 1)).toContain(`has 0: A is ${why} and does not count.`);
    expect(detail([cite('A', { ...more, primary: true }), cite('B')], 1, 1)).toContain('Needs 1 primary source, has 0');
  });

  it('wants primary sources where the policy does, one a voice', () => {
    expect(detail([cite('A'), cite('B')], 1, 1)).toBe(
      'Needs 1 primary source, has 0: A and B are not primary for this claim. Add a citation that is primary for this claim.',
    );
    expect(sufficiency([cite('A', { primary: true })], needs(1, 1))).toBeUndefined();
    const one = [cite('A', { primary: true }), cite('B', { primary: true, derivesFrom: 'A' })];
    expect(sufficiency(one, needs(1, 2))?.code).toBe('evidence.too_few_primary_sources');
  });

  it('counts a ring, which only a mistake can make, as one voice', () => {
    const ring = [cite('A', { derivesFrom: 'B' }), cite('B', { derivesFrom: 'A' }), cite('C', { derivesFrom: 'B' })];
    expect(detail(ring, 2)).toContain('has 1: B and C both derive from A.');
    expect(sufficiency([cite('A', { derivesFrom: 'A' })], needs(1))).toBeUndefined();
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const someEvidence = fc.array(
  fc.record({
    id: fc.constantFrom(...ids),
    sourceId: fc.constantFrom('r', 's', 't', 'u'),
    sourceTitle: fc.constant('a title'),
    primary: fc.boolean(),
    derivesFrom: fc.option(fc.constantFrom(...ids, 'elsewhere')),
    access: fc.constantFrom(...accessKinds),
    mode: fc.constant('linked' as const),
    unnamed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);
const unique = (evidence: SufficiencyCitation[]): SufficiencyCitation[] => [
  ...new Map(evidence.map((one) => [one.id, one])).values(),
];
const has = (evidence: readonly SufficiencyCitation[]): number =>
  Number(sufficiency(evidence, needs(100))?.facts?.has ?? Number.NaN);

describe('the number of voices', () => {
  it('comes to an end on any graph, and does not depend on the order', () => {
    fc.assert(
      fc.property(someEvidence.map(unique), (evidence) => {
        expect(has(evidence.toReversed())).toBe(has(evidence));
        expect(has(evidence)).toBeLessThanOrEqual(evidence.length);
      }),
    );
  });

  it('is not raised by off-the-record material', () => {
    fc.assert(
      fc.property(someEvidence.map(unique), (evidence) => {
        expect(has([...evidence, cite('whisper', { access: 'off_record' })])).toBe(has(evidence));
      }),
    );
  });
});
