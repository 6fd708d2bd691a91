import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointStore } from '#libs/ledger';
import type { ReportRequest } from '#libs/outward';
import { openContainer, verifyBundle } from '#libs/proof';
import { aClaim, aClaimant, type Newsroom, openNewsrooms } from './newsroom.js';

describe('an audit bundle of a part of the log', () => {
  let newsrooms: Awaited<ReturnType<typeof openNewsrooms>>;
  let newsroom: Newsroom;
  let claims: ReturnType<typeof aClaim>[];
  let folder: string;

  beforeAll(async () => {
    newsrooms = await openNewsrooms();
    folder = mkdtempSync(join(tmpdir(), 'partial-bundles-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await newsrooms?.close();
  });
  /** Ten claims, signed after each; the last but one is put on hold. */
  beforeEach(async () => {
    newsroom = await newsrooms.open();
    claims = Array.from({ length: 10 }, (_, i) => aClaim({ statement: `Claim ${i}.` }));
    for (const claim of claims) {
      await newsroom.record('claim.submitted', claim.id, [claim, aClaimant()]);
      await newsroom.sign();
    }
    const held = claims[8] as (typeof claims)[number];
    await newsroom.record('claim.held', held.id, [
      { ...held, version: 2, after: { ...held.after, hold: { kind: 'legal', reason: 'Our lawyer reads it first.' } } },
    ]);
    await newsroom.sign();
  });

  const made = async (parameters: ReportRequest['parameters'], checkpoint?: number): Promise<string> => {
    const bytes = await newsroom.made({
      kind: 'audit-bundle',
      ...(parameters ? { parameters } : {}),
      ...(checkpoint ? { checkpoint } : {}),
    });
    const path = join(folder, 'bundle.zip');
    writeFileSync(path, bytes);
    return path;
  };
  const verdict = async (path: string, since?: string) =>
    verifyBundle(path, { pinned: [newsroom.verifierKey], ...(since ? { since } : {}) });
  const read = async (path: string, name: string): Promise<string> => {
    const container = await openContainer(path);
    const entry = container.entries.find((one) => one.name === name);
    const chunks: Buffer[] = [];
    if (entry) for await (const chunk of container.read(entry)) chunks.push(chunk);
    await container.close();
    return Buffer.concat(chunks).toString();
  };
  const noteAt = async (size: number): Promise<string> =>
    (await newsroom.rooms.get(CheckpointStore).atSize(newsroom.organization, size))?.note ?? '';

  it('begins behind the checkpoint that its reader holds, and continues it', async () => {
    const path = await made({ since: 7 }, 11);
    expect(await verdict(path, await noteAt(7))).toMatchObject({
      ok: true,
      size: 11,
      from: 7,
      entries: 4,
      withheld: {},
    });
    expect(await verdict(path, await noteAt(3))).toMatchObject({ ok: false, kind: 'not_a_continuation' });
    const entries = await read(path, 'entries.ndjson');
    expect([entries.includes('Claim 6.'), entries.includes('Claim 7.')]).toEqual([false, true]);
    expect(await read(path, 'README.txt')).toContain('from index 7 on up to the checkpoint of size 11');
  });

  it('holds what the log took in during a period', async () => {
    const times = await newsroom.on.asOwner<{ index: string; at: string }>(
      `select index, instant(sequenced_at) as at from ledger_entry where organization_id = $1 order by index`,
      [newsroom.organization],
    );
    const at = (index: number): string => times[index]?.at ?? '';
    const path = await made({ period: { from: at(2), until: at(6) } });
    const last = times.filter((one) => one.at <= at(6)).length;
    const first = times.filter((one) => one.at <= at(2)).length;
    expect(await verdict(path)).toMatchObject({ ok: true, size: last, from: first, entries: last - first });
    await expect(
      newsroom.request({ kind: 'audit-bundle', parameters: { period: { from: at(6), until: at(2) } } }),
    ).rejects.toMatchObject({
      refusal: { code: 'report.nothing_signed' },
    });
  });

  it('tells of one claim, and of the others that they are there', async () => {
    const claim = claims[8] as (typeof claims)[number];
    await newsroom.record('policy.changed', newsroom.organization, [
      { type: 'policy', id: newsroom.organization, version: 2, after: { id: newsroom.organization, version: 2 } },
    ]);
    await newsroom.sign();
    const path = await made({ claim: claim.id }, 12);
    expect(await verdict(path, await noteAt(4))).toMatchObject({ ok: true, entries: 12, withheld: { other_claim: 9 } });
    const entries = await read(path, 'entries.ndjson');
    expect([entries.includes('Claim 8.'), entries.includes('Claim 7.')]).toEqual([true, false]);
    // The rules by which it was judged are told with it.
    expect(entries).toContain('"type":"policy.changed"');
    const disclosed = (await read(path, 'personal.ndjson')).trim().split('\n');
    expect(new Set(disclosed.map((line) => (JSON.parse(line) as { event: string }).event)).size).toBe(1);
    expect(await read(path, 'views/claims.csv')).toBe('');
    for (const view of [await read(path, 'views/events.csv'), await read(path, 'views/events.html')]) {
      expect([view.includes('Claim 8.'), view.includes('Claim 7.')]).toEqual([true, false]);
      expect(view.match(/withheld: other claim/g)?.length).toBe(9);
    }
  });

  it('keeps from an assessor what is between lawyers', async () => {
    const path = await made({ audience: 'assessor' }, 11);
    expect(await verdict(path)).toMatchObject({ ok: true, entries: 11, withheld: { legal: 1 } });
    const whole = await made(undefined, 11);
    expect(await verdict(whole)).toMatchObject({ ok: true, withheld: {} });
    const reason = 'Our lawyer reads it first.';
    expect((await read(whole, 'entries.ndjson')).includes(reason)).toBe(true);
    const told = await made({ audience: 'assessor' }, 11);
    for (const name of [
      'entries.ndjson',
      'personal.ndjson',
      'views/claims.csv',
      'views/events.csv',
      'views/events.html',
      'README.txt',
    ])
      expect((await read(told, name)).includes(reason)).toBe(false);
  });

  it.each<[string, ReportRequest, string]>([
    [
      'a claim that is not there',
      { kind: 'audit-bundle', parameters: { claim: '0197c0de-0000-7000-8000-000000000000' } },
      'not_found',
    ],
    ['a beginning behind the end', { kind: 'audit-bundle', parameters: { since: 999 } }, 'request.invalid'],
    [
      'two beginnings',
      {
        kind: 'audit-bundle',
        parameters: { since: 1, period: { from: '2025-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' } },
      },
      'request.invalid',
    ],
    ['a register of it', { kind: 'claims-register', parameters: { audience: 'assessor' } }, 'request.invalid'],
  ])('is refused for %s', async (_, request, code) => {
    await expect(newsroom.request(request)).rejects.toMatchObject({ refusal: { code } });
  });
});
