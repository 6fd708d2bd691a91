import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeWithShared, sharedFolder } from '../../../test/support/shared.js';
import { Malformed } from './malformed.js';
import { formatVerifierKey, newSeed, noteSigner, parsePins, parseVerifierKey } from './note-key.js';
import { maxSignatures, openNote, parseNote, signNote } from './signed-note.js';

const anna = noteSigner('claimdesk/anna', Buffer.alloc(32, 1));
const bert = noteSigner('claimdesk/bert', Buffer.alloc(32, 2));
const annasKey = parseVerifierKey(anna.vkey);
const text = 'first\n\nlast – é\n';
const note = signNote(text, [anna]);
const line = note.slice(note.lastIndexOf('—'));

describeWithShared('vectors/signed-note.json', 'the published note', () => {
  const vector = JSON.parse(readFileSync(join(sharedFolder, 'vectors', 'signed-note.json'), 'utf8')) as {
    verifierKey: string;
    note: string;
  };
  const key = parseVerifierKey(vector.verifierKey);

  it('is opened by its key', () => {
    const opened = openNote(vector.note, [key]);
    expect(opened).toMatchObject({ ok: true, text: 'This is an example message.\n', unverified: [] });
    expect(opened.ok && opened.verified.map(({ name, id }) => [name, id])).toEqual([['example.com/foo', '530d903a']]);
  });

  it('is refused with any one byte of it changed', () => {
    const bytes = Buffer.from(vector.note);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(openNote(changed, [key]).ok).toBe(false);
    }
  });
});

describe('a signed note', () => {
  it('opens to the text that was signed, for every signer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((s) => !/\p{Cc}/u.test(s)),
        (body) => {
          const signed = signNote(`${body}\n`, [anna, bert]);
          const opened = openNote(signed, [parseVerifierKey(bert.vkey), annasKey]);
          expect(opened).toMatchObject({ ok: true, text: `${body}\n`, unverified: [] });
          expect(opened.ok && opened.verified.map((signature) => signature.name)).toEqual([anna.name, bert.name]);
        },
      ),
    );
  });

  it('names signatures by other keys without believing them', () => {
    const opened = openNote(signNote(text, [bert, anna]), [annasKey]);
    expect(opened.ok && opened.verified.map(({ id }) => id)).toEqual([anna.id]);
    expect(opened.ok && opened.unverified.map(({ id }) => id)).toEqual([bert.id]);
  });

  it('is of an unknown key when nobody known signed, and keeps its text to itself', () => {
    const opened = openNote(note, [parseVerifierKey(bert.vkey)]);
    expect(opened).toMatchObject({ ok: false, kind: 'unknown_key' });
    expect(opened).not.toHaveProperty('text');
    expect(openNote(note, [])).toMatchObject({ ok: false, kind: 'unknown_key' });
    const sameName = noteSigner(anna.name, Buffer.alloc(32, 9));
    expect(openNote(note, [parseVerifierKey(sameName.vkey)])).toMatchObject({ kind: 'unknown_key' });
  });

  it('is refused whole when a known signature fails, even beside a good one', () => {
    const forged = signNote('other\n', [bert]).split('\n').at(-2);
    const mixed = `${note}${forged}\n`;
    expect(openNote(mixed, [annasKey])).toMatchObject({ ok: true });
    expect(openNote(mixed, [annasKey, parseVerifierKey(bert.vkey)])).toMatchObject({ kind: 'signature_invalid' });
  });

  it('is refused when a known key signed twice, while an unknown one is ignored as often as it likes', () => {
    expect(openNote(note + line, [annasKey])).toMatchObject({ ok: false, kind: 'malformed' });
    const bertsLine = signNote(text, [bert]).slice(note.lastIndexOf('—'));
    expect(openNote(note + bertsLine + bertsLine, [annasKey])).toMatchObject({ ok: true });
    expect(() => signNote(text, [anna, anna])).toThrow(Malformed);
  });

  it.each([
    ['no blank line', text.replace('\n\n', '\n') + line],
    ['no final newline', note.slice(0, -1)],
    ['no signature', `${text}\n`],
    ['a blank line at the end', `${note}\n`],
    ['a tab', `a\tb\n\n${line}`],
    ['a carriage return', note.replaceAll('\n', '\r\n')],
    ['a zero byte', `a\u0000\n\n${line}`],
    ['a unit separator', `a\u001f\n\n${line}`],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['two spaces', note.replace('— ', '—  ')],
    ['a plus in the name', note.replace('claimdesk/anna', 'claimdesk+anna')],
    ['a space that is not ASCII in the name', note.replace('claimdesk/anna', 'claimdesk\u00a0anna')],
    ['no name', note.replace('claimdesk/anna', '')],
    ['something after the signature', note.replace(/=\n$/, '= x\n')],
    ['base64 without padding', note.replace(/=+\n$/, '\n')],
    ['only a key id', `${text}\n— ${anna.name} ${Buffer.from(anna.id, 'hex').toString('base64')}\n`],
    ['too many signatures', `${text}\n${line.repeat(maxSignatures + 1)}`],
    ['nothing', ''],
  ])('is malformed with %s', (_, broken) => {
    expect(openNote(broken, [annasKey])).toMatchObject({ ok: false, kind: 'malformed' });
    expect(() => parseNote(broken)).toThrow(Malformed);
  });

  it('may carry as many signatures as the bound says', () => {
    expect(parseNote(`${text}\n${line.repeat(maxSignatures)}`).signatures).toHaveLength(maxSignatures);
  });

  it('is malformed when it is not UTF-8, and keeps a byte order mark as part of the text', () => {
    const bytes = Buffer.from(note);
    bytes[0] = 0xff;
    expect(openNote(bytes, [annasKey])).toMatchObject({ ok: false, kind: 'malformed' });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(note)]);
    expect(openNote(marked, [annasKey])).toMatchObject({ ok: false, kind: 'signature_invalid' });
  });

  it('cannot be made of a text that no note carries', () => {
    for (const bad of ['no newline', 'tab\t\n', '', '\ud800\n']) expect(() => signNote(bad, [anna])).toThrow(Malformed);
    expect(() => signNote(text, [])).toThrow(Malformed);
  });
});

describe('a verifier key', () => {
  it('comes back from its text, with the id that the specification defines', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const signer = noteSigner('example.com/log', seed);
        const { name, id } = parseVerifierKey(signer.vkey);
        expect([name, id]).toEqual(['example.com/log', signer.id]);
        expect(openNote(signNote(text, [signer]), [parseVerifierKey(signer.vkey)]).ok).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['another id', anna.vkey.replace(anna.id, '00000000')],
    ['another name', anna.vkey.replace('anna', 'anne')],
    ['an id in upper case', anna.vkey.replace(anna.id, anna.id.toUpperCase())],
    ['a newline at the end', `${anna.vkey}\n`],
    ['no name', anna.vkey.slice(anna.vkey.indexOf('+'))],
    ['two parts', anna.vkey.slice(0, anna.vkey.lastIndexOf('+'))],
    ['a space in the name', anna.vkey.replace('/', ' ')],
    ['another algorithm', anna.vkey.replace(/\+A/, '+B')],
    ['a key of 31 bytes', formatVerifierKey(anna.name, Buffer.alloc(31))],
    ['a key of 33 bytes', formatVerifierKey(anna.name, Buffer.alloc(33))],
    ['nothing', ''],
  ])('is refused with %s', (_, vkey) => {
    expect(() => parseVerifierKey(vkey)).toThrow(Malformed);
  });

  it('counts once however often it is pinned', () => {
    expect(parsePins([anna.vkey, bert.vkey, anna.vkey]).map(({ name }) => name)).toEqual([anna.name, bert.name]);
    expect(() => openNote(note, [annasKey, annasKey])).toThrow(RangeError);
  });

  it('is made of a seed of 32 bytes and a name that a note can carry', () => {
    expect(newSeed()).toHaveLength(32);
    expect(newSeed()).not.toEqual(newSeed());
    expect(() => noteSigner('x', Buffer.alloc(31))).toThrow(RangeError);
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u2003b', 'a\u0001b']) {
      expect(() => noteSigner(name, Buffer.alloc(32))).toThrow(Malformed);
    }
  });
});
