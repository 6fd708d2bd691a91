import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { canonicalBytes, type Json } from '#libs/kernel';
import { at, commit, formatDisclosure, opens, parseDisclosure } from './commitment.js';
import { Malformed } from './malformed.js';

const salt = Buffer.alloc(32, 3);
const event = { id: 'e1', changes: [{ after: { name: commit(salt, 'Ada'), 'a/b': { 'c~d': commit(salt, 1) } } }] };

describe('a commitment', () => {
  it('is the HMAC-SHA256 of the canonical value, in hex', () => {
    const expected = createHmac('sha256', salt).update('{"a":1,"b":[null]}').digest('hex');
    expect(commit(salt, { b: [null], a: 1 })).toEqual({ committed: expected });
  });

  it('is opened by its salt and value at its place, and by nothing else', () => {
    const disclosure = { event: 'e1', path: '/changes/0/after/name', salt, value: 'Ada' };
    expect(opens(disclosure, event)).toBe(true);
    expect(opens({ ...disclosure, path: '/changes/0/after/a~1b/c~0d', value: 1 }, event)).toBe(true);
    expect(opens({ ...disclosure, value: 'Adb' }, event)).toBe(false);
    expect(opens({ ...disclosure, salt: Buffer.alloc(32, 4) }, event)).toBe(false);
    expect(opens({ ...disclosure, path: '/changes/0/after' }, event)).toBe(false);
    expect(opens({ ...disclosure, path: '/changes/0/after/name/committed' }, event)).toBe(false);
    expect(opens({ ...disclosure, path: '/nowhere' }, event)).toBe(false);
    const wider = { name: { ...commit(salt, 'Ada'), more: 1 } };
    expect(opens({ ...disclosure, path: '/name' }, wider)).toBe(false);
    const upper = { name: { committed: commit(salt, 'Ada').committed.toUpperCase() } };
    expect(opens({ ...disclosure, path: '/name' }, upper)).toBe(false);
  });

  it('wants a salt of 16 to 64 bytes', () => {
    for (const length of [0, 15, 65]) expect(() => commit(Buffer.alloc(length), 1)).toThrow(RangeError);
    for (const length of [16, 64]) expect(commit(Buffer.alloc(length), 1).committed).toHaveLength(64);
  });
});

describe('a disclosure', () => {
  it('comes back from its line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 16, maxLength: 64 }), (value, bytes) => {
        const disclosure = { event: 'e', path: '/p', salt: Buffer.from(bytes), value: value as Json };
        const line = formatDisclosure(disclosure);
        expect(line.includes(0x0a)).toBe(false);
        expect(formatDisclosure(parseDisclosure(line))).toEqual(line);
        expect(parseDisclosure(line).salt).toEqual(disclosure.salt);
      }),
    );
  });

  it.each([
    ['a member missing', { event: 'e', path: '/p', salt: salt.toString('base64') }],
    ['a member more', { event: 'e', path: '/p', salt: salt.toString('base64'), value: 1, note: '' }],
    ['an event that is no text', { event: 1, path: '/p', salt: salt.toString('base64'), value: 1 }],
    ['a path that is no text', { event: 'e', path: 1, salt: salt.toString('base64'), value: 1 }],
    ['a salt that is no text', { event: 'e', path: '/p', salt: 1, value: 1 }],
    ['a salt that is not base64', { event: 'e', path: '/p', salt: '!', value: 1 }],
    ['a salt of 15 bytes', { event: 'e', path: '/p', salt: Buffer.alloc(15).toString('base64'), value: 1 }],
    ['a salt of 65 bytes', { event: 'e', path: '/p', salt: Buffer.alloc(65).toString('base64'), value: 1 }],
    ['no object', [1]],
  ])('is refused with %s', (_, line) => {
    expect(() => parseDisclosure(canonicalBytes(line as Json))).toThrow(Malformed);
  });
});

describe('a JSON Pointer', () => {
  // RFC 6901 §5.
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%s finds what the RFC says', (pointer, found) => {
    expect(at(document, pointer)).toEqual(found);
  });

  it('unescapes a slash before a tilde, as the RFC warns', () => {
    expect(at({ '~1': 9, '/': 8 }, '/~01')).toBe(9);
  });

  it.each([
    'foo',
    '/foo/2',
    '/foo/-',
    '/foo/00',
    '/foo/+1',
    '/foo/length',
    '/m~n',
    '/m~2n',
    '/a~',
    '/toString',
    '/foo/0/0',
  ])('%s leads nowhere', (pointer) => {
    expect(at(document, pointer)).toBeUndefined();
  });
});
