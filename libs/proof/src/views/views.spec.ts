import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalBytes, type Json, type JsonObject } from '#libs/kernel';
import { formatCheckpoint, ledgerOrigin } from '../checkpoint.js';
import { commit, formatDisclosure } from '../commitment.js';
import { appendLeaves, emptyFrontier, frontierRoot } from '../compact-range.js';
import { noteSigner } from '../note-key.js';
import { signNote } from '../signed-note.js';
import { leafHash } from '../tree-hash.js';
import { verifyBundle } from '../verify-bundle.js';
import { formatWithheld } from '../withheld.js';
import { writeBundle } from '../write-bundle.js';
import { deriveViews } from './derive-views.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const salt = Buffer.alloc(32, 5);
const lines = (each: readonly Buffer[]): Buffer => Buffer.concat(each.flatMap((line) => [line, Buffer.from('\n')]));

const event = (type: string, more: JsonObject): Buffer =>
  canonicalBytes({ id: `e-${type}`, organization, type, occurredAt: '2026-01-02T03:04:05.678Z', ...more });
const change = (type: string, id: string, after: JsonObject): Json => ({
  type,
  id,
  version: 1,
  after: { id, ...after },
});
const by = (member: string): Json => ({ kind: 'member', member, key: 'k1', roles: ['editor'] });

const entries = [
  event('member.joined', {
    actor: by('m1'),
    root: 'm1',
    changes: [
      change('key', 'k1', { name: null }),
      change('member', 'm1', { name: commit(salt, 'Zoë <Z>'), roles: [] }),
    ],
    facts: {},
  }),
  event('claim.accepted', {
    actor: by('m1'),
    root: 'c1',
    changes: [change('claim', 'c1', { statement: '=1+1, "said" he\nand left', selectionNote: 'Many ask & wait' })],
    facts: { reason: 'reach', requests: 12, urgent: true, parts: ['x'] },
  }),
  formatWithheld({ leafHash: Buffer.alloc(32, 9), reason: 'other_claim' }),
  event('access.digested', { actor: { kind: 'system', member: null, key: null }, root: 'a1', changes: [], facts: {} }),
];
const personal = [
  formatDisclosure({ event: 'e-member.joined', path: '/changes/1/after/name', salt, value: 'Zoë <Z>' }),
];

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
async function views(of: readonly Buffer[], opened: readonly Buffer[] = [], from = 0): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const source = { origin, size: from + of.length, from, entries: once(lines(of)) };
  for await (const { name, bytes } of deriveViews({
    ...source,
    personal: opened.length > 0 ? once(lines(opened)) : undefined,
  }))
    files.set(name, (files.get(name) ?? '') + bytes.toString());
  return files;
}

describe('the view of events as CSV', () => {
  it('says of each entry when, who, what, about what and why; its bytes are for ever', async () => {
    expect((await views(entries, personal)).get('views/events.csv')).toBe(
      [
        'index,time,who,who_id,what,subject,subject_id,about,why,also_changed,event',
        '0,2026-01-02T03:04:05.678Z,Zoë <Z>,m1,member joined,member,m1,Zoë <Z>,,1,e-member.joined',
        `1,2026-01-02T03:04:05.678Z,Zoë <Z>,m1,claim accepted,claim,c1,"'=1+1, ""said"" he\nand left",` +
          'reason: reach; requests: 12; urgent: true; selectionNote: Many ask & wait,0,e-claim.accepted',
        '2,,,,withheld: other claim,,,,,0,',
        '3,2026-01-02T03:04:05.678Z,system,,access digested,,a1,,,0,e-access.digested',
        '',
      ].join('\r\n'),
    );
  });

  it('tells no name that the bundle does not disclose', async () => {
    const csv = (await views(entries)).get('views/events.csv') ?? '';
    expect(csv).not.toContain('Zoë');
    expect(csv).toContain('0,2026-01-02T03:04:05.678Z,member,m1,member joined,member,m1,,,1,');
  });

  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', ' =', '\t @'])(
    'lets no cell begin a formula with %j',
    async (sign) => {
      const one = event('claim.submitted', {
        root: 'c',
        changes: [change('claim', 'c', { statement: `${sign}SUM(A1)` })],
      });
      const csv = (await views([one])).get('views/events.csv') ?? '';
      expect(csv).toMatch(/,"?'[\s=+\-@＝]/);
      expect(csv).not.toMatch(/,"?\s*[=+\-@＝]/);
    },
  );
});

describe('the view of events as HTML', () => {
  it('shows the same, asks nothing of the network, and lets no words become markup', async () => {
    const html = (await views(entries, personal)).get('views/events.html') ?? '';
    expect(html).toContain(
      '<tr id="e1"><th scope="row">1</th><td>2026-01-02T03:04:05.678Z</td><td dir="auto">Zoë &lt;Z&gt;</td><td>claim accepted</td>' +
        '<td>claim<small>c1</small></td><td dir="auto">=1+1, &quot;said&quot; he\nand left</td>' +
        '<td dir="auto">reason: reach; requests: 12; urgent: true; selectionNote: Many ask &amp; wait</td></tr>\n',
    );
    expect(html).toContain('<td>member and 1 more<small>m1</small></td>');
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(html).toContain('Derived for reading.');
    expect(html).not.toMatch(/<script|src=|https?:|url\(/);
    expect(html.match(/<nav/)).toBeNull();
    expect(html.endsWith('</tbody>\n</table>\n</body>\n</html>\n')).toBe(true);
  });

  it('goes on over pages of 5,000 entries, each with its way to the others', async () => {
    const many = Array.from({ length: 10_001 }, () => entries[3] as Buffer);
    const files = await views(many, [], 7);
    expect([...files.keys()].sort()).toEqual([
      'views/events-0000005007.html',
      'views/events-0000010007.html',
      'views/events.csv',
      'views/events.html',
    ]);
    const rows = (name: string): number[] =>
      [...(files.get(`views/${name}`) ?? '').matchAll(/<tr id="e(\d+)">/g)].map(([, index]) => Number(index));
    expect(rows('events.html')).toEqual(Array.from({ length: 5_000 }, (_, i) => 7 + i));
    expect(rows('events-0000005007.html')).toEqual(Array.from({ length: 5_000 }, (_, i) => 5_007 + i));
    expect(rows('events-0000010007.html')).toEqual([10_007]);
    expect(files.get('views/events.html')).toContain(
      'Entries <a href="events.html">7 to 5006</a>, <a href="events-0000005007.html">5007 to 10006</a>, <a href="events-0000010007.html">10007 to 10007</a>.',
    );
    expect(files.get('views/events-0000005007.html')).toContain(
      '<a href="events.html">All pages</a>, <a href="events.html">the one before</a>, <a href="events-0000010007.html">the next</a>.',
    );
    expect(files.get('views/events-0000010007.html')).toContain('<a href="events-0000005007.html">the one before</a>.');
    expect(files.get('views/events.csv')?.match(/\r\n/g)?.length).toBe(10_002);
  });

  it('is there for a log without an entry', async () => {
    expect([...(await views([])).keys()]).toEqual(['views/events.csv', 'views/events.html']);
  });
});

describe('a bundle with views of its events', () => {
  const folder = mkdtempSync(join(tmpdir(), 'views-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const signer = noteSigner(origin, Buffer.alloc(32, 1));
  const hashes = entries.map((entry, i) => (i === 2 ? Buffer.alloc(32, 9) : leafHash(entry)));
  const root = frontierRoot(appendLeaves(emptyFrontier, hashes).frontier);

  async function verdict(forge: (files: Map<string, string>) => void) {
    const files = await views(entries, personal);
    files.set('views/claims.csv', 'made by the newsroom\n');
    forge(files);
    const path = join(folder, 'bundle.zip');
    await writeBundle(createWriteStream(path), {
      organization,
      checkpoint: signNote(formatCheckpoint({ origin, size: entries.length, root }), [signer]),
      entries: lines(entries),
      personal: lines(personal),
      vkey: signer.vkey,
      readme: 'Read me.\n',
      views: [...files].map(([name, words]) => ({ name, content: Buffer.from(words) })),
    });
    return verifyBundle(path, { pinned: [signer.vkey] });
  }

  it('is proven with them, and says which it could not compare', async () => {
    expect(await verdict(() => undefined)).toMatchObject({
      ok: true,
      views: { derived: 2, notCompared: ['views/claims.csv'] },
    });
  });

  it('is proven without any', async () => {
    expect(await verdict((files) => files.clear())).toMatchObject({ ok: true, views: { derived: 0, notCompared: [] } });
  });

  it.each<[string, (files: Map<string, string>) => void, string]>([
    ['a word changed in the CSV', (files) => edit(files, 'views/events.csv', 'reach', 'harm'), 'views/events.csv'],
    [
      'a row taken out of the HTML',
      (files) => edit(files, 'views/events.html', /<tr id="e1">.*\n/, ''),
      'views/events.html',
    ],
    ['only one of them', (files) => files.delete('views/events.html'), 'views/events.html'],
    ['a page too many', (files) => files.set('views/events-0000000004.html', 'x'), 'views/events-0000000004.html'],
  ])('is refused with %s, though the manifest lists it so', async (_, forge, where) => {
    expect(await verdict((files) => void forge(files))).toMatchObject({ ok: false, kind: 'view_mismatch', where });
  });
});

function edit(files: Map<string, string>, name: string, from: string | RegExp, to: string): void {
  const before = files.get(name) as string;
  expect(before).toMatch(from);
  files.set(name, before.replace(from, to));
}
