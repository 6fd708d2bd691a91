import { canonicalBytes } from '#libs/kernel';
import { formatCheckpoint, ledgerOrigin } from './checkpoint.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { inclusionProof } from './inclusion.js';
import { Malformed } from './malformed.js';
import { noteSigner } from './note-key.js';
import { signNote } from './signed-note.js';
import { formatTlogProof } from './tlog-proof.js';
import { leafHash, nodeHash } from './tree-hash.js';
import { verifyEvent } from './verify-event.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const signer = noteSigner(origin, Buffer.alloc(32, 1));
const stranger = noteSigner(origin, Buffer.alloc(32, 2));
const event = (i: number): Buffer => canonicalBytes({ id: `event-${i}`, organization });
const events = [0, 1, 2, 3, 4].map(event);
const leaves = events.map(leafHash);
const root = frontierRoot(appendLeaves(emptyFrontier, leaves).frontier);
const checkpoint = signNote(formatCheckpoint({ origin, size: 5, root }), [signer]);
// Level 2 is asked for the last leaf alone, level 1 for the others.
const level = (height: number, at: number): Buffer =>
  height === 0 ? (leaves[at] as Buffer) : nodeHash(level(height - 1, at * 2), level(height - 1, at * 2 + 1));
const proofOf = async (index: number, note = checkpoint): Promise<string> =>
  formatTlogProof({ index, proof: await inclusionProof(index, 5, level), checkpoint: note });

describe('one event with its proof', () => {
  it('is proven by the pinned key', async () => {
    for (const index of [0, 1, 2, 3, 4])
      expect(verifyEvent(events[index] as Buffer, await proofOf(index), [signer.vkey])).toEqual({
        ...{ ok: true, index, size: 5, root, origin },
      });
  });

  it('is refused without the key, or with another one, or for another ledger', async () => {
    const elsewhere = noteSigner(ledgerOrigin('other'), Buffer.alloc(32, 1));
    const proof = await proofOf(2);
    expect(verifyEvent(event(2), proof, [])).toMatchObject({ ok: false, kind: 'no_pin' });
    expect(verifyEvent(event(2), proof, [stranger.vkey])).toMatchObject({ ok: false, kind: 'unknown_key' });
    expect(verifyEvent(event(2), proof, [elsewhere.vkey])).toMatchObject({ ok: false, kind: 'unknown_key' });
    const foreign = canonicalBytes({ id: 'event-2', organization: 'other' });
    expect(verifyEvent(foreign, proof, [signer.vkey])).toMatchObject({ ok: false, kind: 'wrong_origin' });
  });

  it('is refused at another place, with another event, or another signature', async () => {
    const proof = await proofOf(2);
    const moved = proof.replace('index 2', 'index 3');
    const forged = await proofOf(2, checkpoint.replace(/\n5\n/, '\n6\n'));
    const resigned =
      signNote(formatCheckpoint({ origin, size: 5, root }), [stranger])
        .split('\n')
        .at(-2) ?? '';
    const spliced = checkpoint.replace(/— .*/, resigned.replace(stranger.id, signer.id));
    for (const [bytes, text, kind] of [
      [event(2), moved, 'proof_invalid'],
      [event(3), proof, 'proof_invalid'],
      [event(9), proof, 'proof_invalid'],
      [event(2), forged, 'signature_invalid'],
      [event(2), await proofOf(2, spliced), 'unknown_key'],
    ] as const)
      expect(verifyEvent(bytes, text, [signer.vkey])).toMatchObject({ ok: false, kind });
  });

  it('is refused when a part of it cannot be read', async () => {
    const proof = await proofOf(2);
    for (const [bytes, text, kind] of [
      [Buffer.from(`${event(2).toString()}\n`), proof, 'entry_malformed'],
      [Buffer.from('nonsense'), proof, 'entry_malformed'],
      [canonicalBytes({ id: 'x' }), proof, 'entry_malformed'],
      [event(2), 'nonsense', 'proof_invalid'],
      [event(2), proof.slice(0, -1), 'checkpoint_malformed'],
    ] as const)
      expect(verifyEvent(bytes, text, [signer.vkey])).toMatchObject({ ok: false, kind });
    expect(() => verifyEvent(event(2), proof, ['no key'])).toThrow(Malformed);
  });
});
