import { sha256Hex } from '#libs/kernel';
import { type FrozenCitation, type VerdictContent, verdictDigest } from './digest.js';

const citation = (id: string): FrozenCitation => ({
  id,
  stance: 'refutes',
  mode: 'captured',
  primary: true,
  derivesFrom: null,
  excerpt: 'There were 894 of them on 3 March.',
  figure: { value: '894', unit: 'prisoners', period: null, asOf: '2025-03-03', publishedOn: null, vintage: 'first' },
  contentHash: 'ab'.repeat(32),
  retrievedAt: '2025-05-08T09:00:00.000Z',
  archivedUrl: null,
  source: {
    id: 's1',
    kind: 'dataset',
    title: 'Weekly count',
    publisher: 'Foro Penal',
    url: 'https://example.org/count',
    access: 'open',
    interests: null,
    unnamed: false,
  },
});

const content: VerdictContent = {
  claim: 'c1',
  statement: 'Nearly 900 political prisoners are still detained.',
  quantity: { comparator: 'nearly', low: null, high: '900', unit: 'prisoners', asOf: '2025-05' },
  utterances: [
    {
      id: 'u1',
      version: 1,
      claimant: { id: 'p1', kind: 'person', version: 1 },
      mode: 'paraphrase',
      saidAt: '2025-05',
      place: null,
      revision: 'r1',
      quote: 'the nearly 900',
    },
  ],
  outcome: 'rating',
  scale: { code: 'five_point', version: 1 },
  rating: 'mostly_true',
  summary: 'Close.',
  rationale: 'The count was 894.',
  evidenceCutOff: '2025-05-08',
  judgedAsOf: '2025-05-08',
  precedents: [{ id: 'v0', departsBecause: null }],
  citations: [citation('k1'), citation('k2')],
  policy: 1,
  methodology: 1,
};

/** Every single place of the content, with another value put there. */
function variants(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const changed = value.flatMap((one, at) => variants(one).map((other) => value.with(at, other)));
    return [value.slice(1), ...changed];
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([name, one]) => variants(one).map((other) => ({ ...value, [name]: other })));
  }
  return [typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`];
}

describe('the digest of a verdict', () => {
  it('is the SHA-256 of the bytes that are stored', () => {
    const { digest, bytes } = verdictDigest(content);
    expect(digest).toBe(sha256Hex(bytes));
    expect(JSON.parse(bytes.toString('utf8'))).toEqual(content);
  });

  it('changes with every single fact', () => {
    const digests = variants(content).map((other) => verdictDigest(other as VerdictContent).digest);
    expect(digests.length).toBeGreaterThan(60);
    expect(new Set([...digests, verdictDigest(content).digest]).size).toBe(digests.length + 1);
  });

  it('does not depend on the order in which sets or members were loaded', () => {
    const turned = Object.fromEntries(Object.entries(content).toReversed()) as VerdictContent;
    const other = { ...turned, citations: content.citations.toReversed() };
    expect(verdictDigest(other).digest).toBe(verdictDigest(content).digest);
  });

  it('refuses content with a hole in it', () => {
    const { summary: _, ...rest } = content;
    expect(() => verdictDigest({ ...rest, summary: undefined } as unknown as VerdictContent)).toThrow(TypeError);
  });
});
