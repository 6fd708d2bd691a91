import { canonicalBytes } from '#libs/kernel';
import { decodeBase64 } from './base64.js';
import { parseManifest } from './bundle.js';
import { assertMembers, parseCanonicalObject } from './canonical-object.js';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { commit, formatDisclosure, parseDisclosure } from './commitment.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { consistencyProof } from './consistency.js';
import { localHeader, parseLocalHeader } from './container-headers.js';
import { inclusionProof } from './inclusion.js';
import { linesOf } from './lines.js';
import { Malformed } from './malformed.js';
import { formatVerifierKey, noteSigner, parsePins, parseVerifierKey } from './note-key.js';
import { openNote, parseNote, signNote } from './signed-note.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';
import { leafHash } from './tree-hash.js';
import { parseWithheld } from './withheld.js';

// What is refused is refused in words that an auditor reads: behind "The checkpoint cannot be read:", for instance.
const signer = noteSigner('claimdesk/x', Buffer.alloc(32, 1));
const [, id = '', typed = ''] = /^[^+]+\+([^+]+)\+(.*)$/.exec(signer.vkey) ?? [];
const hash = leafHash(Buffer.from('a'));
const root = hash.toString('base64');
const note = signNote('words\n', [signer]);
const proof = formatTlogProof({ index: 1, proof: [hash], checkpoint: note });
const json = (value: object): Buffer => canonicalBytes(value as never);
const file = (change: object = {}): object => ({ name: 'checkpoint', sha256: 'a'.repeat(64), bytes: 1, ...change });
const manifest = (change: object = {}): Buffer =>
  json({ organization: 'x', origin: 'claimdesk/x', size: 1, from: 0, prefix: [], files: [file()], ...change });

type Case = readonly [sentence: string, act: () => unknown];

const malformed: readonly Case[] = [
  ['the root is not canonical base64', () => decodeBase64('AA', 'the root')],
  ['the checkpoint does not end in a newline', () => parseCheckpoint(`o\n1\n${root}`)],
  ['a checkpoint has at least three lines: origin, size, root', () => parseCheckpoint('o\n1\n')],
  ['the checkpoint has an empty line', () => parseCheckpoint(`o\n1\n${root}\n\n`)],
  ['the second line of the checkpoint is not a tree size', () => parseCheckpoint(`o\n01\n${root}\n`)],
  ['the second line of the checkpoint is not a tree size', () => parseCheckpoint(`o\n9007199254740993\n${root}\n`)],
  ['the second line of the checkpoint is not a tree size', () => parseCheckpoint(`o\n1 \n${root}\n`)],
  ['the second line of the checkpoint is not a tree size', () => parseCheckpoint(`o\n x1\n${root}\n`)],
  ['the root of the checkpoint is not canonical base64', () => parseCheckpoint(`o\n1\n${root.slice(1)}\n`)],
  ['the root of the checkpoint is not 32 bytes', () => parseCheckpoint('o\n1\nAAAA\n')],
  ['no line of a checkpoint holds a newline', () => formatCheckpoint({ origin: `o\n1\n${root}`, size: 1, root: hash })],
  [
    'no line of a checkpoint holds a newline',
    () => formatCheckpoint({ origin: 'o', size: 1, root: hash, extensions: ['a\nb'] }),
  ],
  ['"a b" is not a key name', () => noteSigner('a b', Buffer.alloc(32))],
  ['a verifier key reads name+id+base64', () => parseVerifierKey('name+id')],
  ['a verifier key reads name+id+base64', () => parseVerifierKey('')],
  ['the verifier key has no valid name', () => parseVerifierKey(`+${id}+${typed}`)],
  ['the verifier key is not canonical base64', () => parseVerifierKey(`claimdesk/x+${id}+${typed.slice(0, -1)}`)],
  ['the verifier key is not an Ed25519 key of 32 bytes', () => parseVerifierKey(`claimdesk/x+${id}+AAAA`)],
  [
    'the verifier key is not an Ed25519 key of 32 bytes',
    () => parseVerifierKey(`claimdesk/x+${id}+${Buffer.alloc(33, 2).toString('base64')}`),
  ],
  [
    'the verifier key is not an Ed25519 key of 32 bytes',
    () => parseVerifierKey(formatVerifierKey('claimdesk/x', Buffer.alloc(33))),
  ],
  ['the id of the verifier key does not belong to its name and bytes', () => parseVerifierKey(`y+${id}+${typed}`)],
  ['the note holds a control character', () => parseNote('a\u0007\n\n— x AAAAAAAA\n')],
  ['the note has no blank line between text and signatures', () => parseNote('words\n')],
  ['the note does not end in a newline', () => parseNote(note.slice(0, -1))],
  ['the note has no signature', () => parseNote('words\n\n')],
  ['the note has more than 100 signatures', () => parseNote(`words\n\n${'— x AAAAAAAA\n'.repeat(101)}`)],
  ['a signature line reads "— name base64"', () => parseNote('words\n\n- x AAAAAAAA\n')],
  ['a signature line reads "— name base64"', () => parseNote('words\n\n— x\n')],
  ['a signature line reads "— name base64"', () => parseNote('words\n\n— x AAAAAAAA more\n')],
  ['a signature line reads "— name base64"', () => parseNote('words\n\n— x+y AAAAAAAA\n')],
  ['a signature is not canonical base64', () => parseNote('words\n\n— x AAAAAAA\n')],
  ['a signature is longer than its key id', () => parseNote('words\n\n— x AAAAAA==\n')],
  ['the note is not valid UTF-8', () => parseNote(Buffer.from([0xff]))],
  ['the text of a note is valid Unicode', () => signNote('\ud800\n', [signer])],
  ['the text of a note ends in a newline', () => signNote('a\n\n— x AAAAAAAA', [signer])],
  ['a key signs a note once', () => signNote('words\n', [signer, signer])],
  ['it has no empty line before a checkpoint', () => parseTlogProof('')],
  ['its first line is not c2sp.org/tlog-proof@v1', () => parseTlogProof(proof.replace('@v1', '@v2'))],
  ['it carries extra data, which nothing vouches for', () => parseTlogProof(proof.replace('index', 'extra AA\nindex'))],
  ['its second line is not the index of an entry', () => parseTlogProof(proof.replace('index 1', 'index 01'))],
  ['its second line is not the index of an entry', () => parseTlogProof('c2sp.org/tlog-proof@v1\n\n')],
  ['a hash of the proof is not canonical base64', () => parseTlogProof(proof.replace(root, 'AA'))],
  ['a hash of the proof is not 32 bytes', () => parseTlogProof(proof.replace(root, 'AAAA'))],
  [
    'it has more than 53 hashes',
    () => parseTlogProof(formatTlogProof({ index: 0, proof: Array<Buffer>(54).fill(hash), checkpoint: note })),
  ],
  ['it is not JSON', () => parseCanonicalObject(Buffer.from('{'))],
  ['it is not canonical JSON (RFC 8785)', () => parseCanonicalObject(Buffer.from('{ }'))],
  ['it is not a JSON object', () => parseCanonicalObject(Buffer.from('[]'))],
  ['it is not a JSON object', () => parseCanonicalObject(Buffer.from('null'))],
  ['its members are not a, b', () => assertMembers({ a: 1 }, ['b', 'a'])],
  ['its members are not event, path, salt, value', () => parseDisclosure(json({ event: 'e' }))],
  [
    'its event, path or salt is not text',
    () => parseDisclosure(json({ event: 1, path: '/a', salt: 'AAAA', value: 1 })),
  ],
  ['its event, path or salt is not text', () => parseDisclosure(json({ event: 'e', path: 1, salt: 'AAAA', value: 1 }))],
  ['its event, path or salt is not text', () => parseDisclosure(json({ event: 'e', path: '/a', salt: 1, value: 1 }))],
  ['its salt is not canonical base64', () => parseDisclosure(json({ event: 'e', path: '/a', salt: 'AA', value: 1 }))],
  [
    'its salt does not have 16 to 64 bytes',
    () => parseDisclosure(formatDisclosure({ event: 'e', path: '/a', salt: Buffer.alloc(15), value: 1 })),
  ],
  [
    'its salt does not have 16 to 64 bytes',
    () => parseDisclosure(formatDisclosure({ event: 'e', path: '/a', salt: Buffer.alloc(65), value: 1 })),
  ],
  ['what it withholds is not told', () => parseWithheld({ withheld: 'x' })],
  ['its members are not withheld', () => parseWithheld({ withheld: {}, more: 1 })],
  ['its members are not leafHash, reason', () => parseWithheld({ withheld: {} })],
  [
    'it withholds an entry without its leaf hash or a reason',
    () => parseWithheld({ withheld: { leafHash: root, reason: 'Legal' } }),
  ],
  [
    'it withholds an entry without its leaf hash or a reason',
    () => parseWithheld({ withheld: { leafHash: root, reason: 'legal_' } }),
  ],
  [
    'it withholds an entry without its leaf hash or a reason',
    () => parseWithheld({ withheld: { leafHash: 1, reason: 'legal' } }),
  ],
  ['its leaf hash is not canonical base64', () => parseWithheld({ withheld: { leafHash: 'AA', reason: 'legal' } })],
  ['its leaf hash is not 32 bytes', () => parseWithheld({ withheld: { leafHash: 'AAAA', reason: 'legal' } })],
  ['it does not name an organization, an origin and a size', () => parseManifest(manifest({ organization: 1 }))],
  ['it does not name an organization, an origin and a size', () => parseManifest(manifest({ origin: 1 }))],
  ['it does not name an organization, an origin and a size', () => parseManifest(manifest({ size: '1' }))],
  ['it does not name an organization, an origin and a size', () => parseManifest(manifest({ size: -1 }))],
  ['it does not say where its entries begin', () => parseManifest(manifest({ from: '0' }))],
  ['it does not say where its entries begin', () => parseManifest(manifest({ prefix: 'x' }))],
  ['it does not say where its entries begin', () => parseManifest(manifest({ prefix: [1] }))],
  ['its entries begin beyond the end of the ledger', () => parseManifest(manifest({ from: 2 }))],
  ['its entries begin beyond the end of the ledger', () => parseManifest(manifest({ from: 0.5 }))],
  ['its prefix does not belong to where its entries begin', () => parseManifest(manifest({ from: 1 }))],
  ['a hash of the prefix is not canonical base64', () => parseManifest(manifest({ from: 1, prefix: ['AA'] }))],
  ['a hash of its prefix is not 32 bytes', () => parseManifest(manifest({ from: 1, prefix: ['AAAA'] }))],
  ['it has no list of files', () => parseManifest(manifest({ files: 'x' }))],
  ['its list of files holds something else', () => parseManifest(manifest({ files: ['x'] }))],
  ['its members are not bytes, name, sha256', () => parseManifest(manifest({ files: [{}] }))],
  ['a file in its list has no name, digest or length', () => parseManifest(manifest({ files: [file({ name: 1 })] }))],
  ['a file in its list has no name, digest or length', () => parseManifest(manifest({ files: [file({ sha256: 1 })] }))],
  ['a file in its list has no name, digest or length', () => parseManifest(manifest({ files: [file({ bytes: -1 })] }))],
  [
    'a file in its list has no name, digest or length',
    () => parseManifest(manifest({ files: [file({ bytes: '1' })] })),
  ],
  [
    'the digest of checkpoint is not a SHA-256',
    () => parseManifest(manifest({ files: [file({ sha256: 'A'.repeat(64) })] })),
  ],
  [
    'the digest of checkpoint is not a SHA-256',
    () => parseManifest(manifest({ files: [file({ sha256: 'a'.repeat(65) })] })),
  ],
  ['its files do not begin with checkpoint, entries.ndjson, key.vkey, README.txt', () => parseManifest(manifest())],
  ['the container ends within a header', () => parseLocalHeader(Buffer.alloc(29))],
  [
    'the container ends within a header',
    () => parseLocalHeader(localHeader({ name: 'a', size: 2 ** 33, crc: 0 }).subarray(0, 42)),
  ],
  ['a claims an impossible size', () => parseLocalHeader(localHeader({ name: 'a', size: 2 ** 60, crc: 0 }))],
];

const impossible: readonly Case[] = [
  ['a salt has 16 to 64 bytes', () => commit(Buffer.alloc(15), 1)],
  ['an Ed25519 seed is 32 bytes', () => noteSigner('x', Buffer.alloc(31))],
  [
    'two verifiers share one name and id',
    () =>
      openNote(
        note,
        [signer, signer].map((one) => parseVerifierKey(one.vkey)),
      ),
  ],
  ['no tree has the size 0.5', () => frontierRoot({ size: 0.5, hashes: [] })],
  ['no tree has the size -1', () => frontierRoot({ size: -1, hashes: [] })],
  ['a frontier of size 3 has 2 hashes, not 1', () => frontierRoot({ size: 3, hashes: [hash] })],
  ['a frontier of size 1 has 1 hashes, not 0', () => appendLeaves({ size: 1, hashes: [] }, [])],
  [
    'a tree has at most 2^53 - 1 leaves',
    () => appendLeaves({ size: 2 ** 53 - 1, hashes: Array<Buffer>(53).fill(hash) }, [hash]),
  ],
];

describe('what is malformed is refused', () => {
  it.each(malformed)('because %s', (sentence, act) => {
    expect(act).toThrow(new Malformed(sentence));
    expect(act).toThrow(Malformed);
  });

  it.each(impossible)('as a mistake of the caller: %s', (sentence, act) => {
    expect(act).toThrow(new RangeError(sentence));
    expect(act).toThrow(RangeError);
  });

  it('also where a proof is asked for that no tree has', async () => {
    const node = (): Buffer => hash;
    await expect(consistencyProof(0, 1, node)).rejects.toThrow(new RangeError('no consistency proof from 0 to 1'));
    await expect(consistencyProof(3, 2, node)).rejects.toThrow(new RangeError('no consistency proof from 3 to 2'));
    await expect(consistencyProof(1, 1.5, node)).rejects.toThrow(new RangeError('no consistency proof from 1 to 1.5'));
    await expect(inclusionProof(1, 1, node)).rejects.toThrow(new RangeError('no leaf 1 in a tree of 1'));
    await expect(inclusionProof(-1, 1, node)).rejects.toThrow(new RangeError('no leaf -1 in a tree of 1'));
    await expect(inclusionProof(0, 1.5, node)).rejects.toThrow(new RangeError('no leaf 0 in a tree of 1.5'));
  });

  it('also where a line does not end, or has no end', async () => {
    async function* of(text: string): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from(text));
    }
    const read = async (text: string): Promise<void> => {
      for await (const line of linesOf(of(text), 4)) expect(line.length).toBeLessThan(5);
    };
    await expect(read('abcd\nab')).rejects.toThrow(new Malformed('the last line does not end in a newline'));
    await expect(read('abcde\n')).rejects.toThrow(new Malformed('a line is longer than 4 bytes'));
    await expect(read('abcde')).rejects.toThrow(new Malformed('a line is longer than 4 bytes'));
  });

  it('but not two pins that are the same, and not a key whose base64 holds a plus', () => {
    expect(parsePins([signer.vkey, signer.vkey])).toHaveLength(1);
    const plus = Array.from({ length: 200 }, (_, i) => noteSigner('x', Buffer.alloc(32, i)).vkey).find((vkey) =>
      vkey.slice(vkey.indexOf('+', 2) + 1).includes('+'),
    );
    expect(parseVerifierKey(plus as string).name).toBe('x');
  });

  it('nor is the frontier of nothing', () => {
    expect(appendLeaves(emptyFrontier, [])).toEqual({ frontier: { size: 0, hashes: [] }, nodes: [] });
  });
});
