import { Malformed } from './malformed.js';
import { leafHash } from './tree-hash.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';

const hash = leafHash(Buffer.from('a'));
const checkpoint = 'claimdesk/x\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— claimdesk/x AAAAAAAA\n';
const text = formatTlogProof({ index: 1, proof: [hash, hash], checkpoint });

describe('a tlog-proof', () => {
  it('reads as the specification says', () => {
    const encoded = hash.toString('base64');
    expect(text).toBe(`c2sp.org/tlog-proof@v1\nindex 1\n${encoded}\n${encoded}\n\n${checkpoint}`);
  });

  it.each([[[]], [[hash]], [Array<Buffer>(53).fill(hash)]])('comes back the same', (proof) => {
    expect(parseTlogProof(formatTlogProof({ index: 0, proof, checkpoint }))).toEqual({ index: 0, proof, checkpoint });
  });

  it.each([
    ['another first line', text.replace('@v1', '@v2')],
    ['extra data', text.replace('index', 'extra AAAA\nindex')],
    ['no index', text.replace('index 1\n', '')],
    ['an index with a leading zero', text.replace('index 1', 'index 01')],
    ['a negative index', text.replace('index 1', 'index -1')],
    ['an index beyond what a number holds', text.replace('index 1', 'index 9007199254740993')],
    ['words behind the index', text.replace('index 1', 'index 1 ')],
    ['a hash that is too short', text.replace(hash.toString('base64'), 'AAAA')],
    ['a hash in another alphabet', text.replace(hash.toString('base64'), `${'_'.repeat(43)}=`)],
    ['no empty line', text.replaceAll('\n\n', '\n')],
    ['nothing', ''],
    [
      'more hashes than any tree is high',
      formatTlogProof({ index: 0, proof: Array<Buffer>(54).fill(hash), checkpoint }),
    ],
  ])('is refused with %s', (_, broken) => {
    expect(() => parseTlogProof(broken)).toThrow(Malformed);
  });
});
