import type { Connections } from '#libs/database';
import { KeyLookup, type KeyRow } from './key-lookup.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const [a, b] = [Buffer.from('a'), Buffer.from('b')];
const row = (hash: Buffer, id: string): KeyRow & { secret_hash: Buffer } => ({
  secret_hash: hash,
  id,
  kind: 'integration',
  member_id: null,
  roles: null,
  scopes: null,
  period_from: null,
  period_until: null,
});

/** Keeps every statement open until the test answers it. */
function heldStatements() {
  const asked: { organization: string; hashes: readonly Buffer[]; answer: (rows: unknown[]) => void }[] = [];
  const read = (organization: string, _text: string, [, hashes]: [string, readonly Buffer[]]) =>
    new Promise((resolve) => asked.push({ organization, hashes, answer: resolve }));
  return { asked, lookup: new KeyLookup({ read } as unknown as Connections) };
}

describe('presented keys', () => {
  it('of one turn share a statement, and each finds its own row', async () => {
    const { asked, lookup } = heldStatements();
    const found = Promise.all([lookup.find('o', a), lookup.find('o', b), lookup.find('o', a)]);
    await turn();
    expect(asked.map(({ hashes }) => hashes)).toEqual([[a, b]]);
    asked[0]?.answer([row(b, 'second'), row(a, 'first')]);
    expect((await found).map((one) => one?.id)).toEqual(['first', 'second', 'first']);
  });

  it('are looked up anew when they come in after the statement was sent: it may have missed a revocation', async () => {
    const { asked, lookup } = heldStatements();
    const before = lookup.find('o', a);
    await turn();
    const after = lookup.find('o', a);
    await turn();
    asked[0]?.answer([row(a, 'first')]);
    asked[1]?.answer([]);
    expect([(await before)?.id, await after]).toEqual(['first', undefined]);
  });

  it('of two organizations never share', async () => {
    const { asked, lookup } = heldStatements();
    const found = Promise.all([lookup.find('o', a), lookup.find('p', a)]);
    await turn();
    expect(asked.map(({ organization }) => organization)).toEqual(['o', 'p']);
    asked.forEach(({ answer }) => answer([]));
    expect(await found).toEqual([undefined, undefined]);
  });
});
