import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '#libs/kernel';
import { verifyBundle } from '#libs/proof';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { Receiver } from '../support/receiver.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';

describe('what leaves the desk', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await newsroom?.close();
    await receiver?.stop();
  });

  const finished = (id: string): Promise<Body> =>
    eventually('the report is done', async () => {
      const report = await newsroom.admin.get(`/reports/${id}`);
      return report.status === 'done' && report;
    });

  it("a publication reaches the newsroom's tool: signed, retried after a failure, every attempt logged", async () => {
    const endpoint = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['verdict.published'],
    });
    receiver.next(500);
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await eventually('both attempts arrived', () => receiver.journal.length >= 2);
    const [failed, delivered] = receiver.verified<Body>(endpoint.secret);
    expect(failed).toEqual(delivered);
    expect(new Set(receiver.journal.map((one) => one.id)).size).toBe(1);
    expect(delivered).toMatchObject({
      type: 'verdict.published',
      data: { sequence: 0, facts: { claim: claim.id, version: 1, rating: { code: 'false', value: 1 } } },
    });
    // A public payload holds nothing that is the desk's own.
    expect(receiver.journal[1]?.body).not.toMatch(
      new RegExp(`${desk.researcher.member}|${desk.editor.member}|A\\. Sample`),
    );
    const delivery = await eventually('the delivery is done', async () => {
      const { items } = await newsroom.admin.get(`/webhook-endpoints/${endpoint.id}/deliveries`);
      return items[0]?.status === 'delivered' && items[0];
    });
    const { items } = await newsroom.admin.get(`/deliveries/${delivery.id}/attempts`);
    expect(items.map((attempt: Body) => attempt.status)).toEqual([500, 204]);
  });

  it('a private address is refused unless the operator allowed it', async () => {
    const eventTypes = ['verdict.published'];
    for (const url of [
      'http://10.0.0.1/x',
      'https://169.254.169.254/',
      'https://[::1]/',
      'http://2130706434.example:22/',
    ]) {
      expect(await newsroom.admin.refused('/webhook-endpoints', { url, eventTypes })).toBe(
        '422 endpoint.address_refused',
      );
    }
  });

  it('the claims register and the audit bundle are exported, and the bundle proves itself offline', async () => {
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const head = await eventually('a checkpoint over everything', async () => {
      const [row] = await newsroom.on.asOwner<{ ok: boolean }>(
        `select not exists (select from event_pending) and max(c.size) >= max(h.size) as ok from ledger_head h left join checkpoint c using (organization_id)`,
      );
      return row?.ok;
    });
    expect(head).toBe(true);
    const register = await finished(
      (await desk.editor.post('/reports', { kind: 'claims-register', status: 'published' })).id,
    );
    const csv: string = await desk.editor.get(`/reports/${register.id}/content`);
    const [header, ...rows] = csv.trim().split('\r\n');
    expect(header?.split(',').slice(0, 2)).toEqual(['claim_id', 'statement']);
    expect(rows.length).toBe(2);
    expect(rows.every((row) => row.includes('published') && row.includes('The Courier (fictional)'))).toBe(true);

    const bundle = await finished((await newsroom.admin.post('/reports', { kind: 'audit-bundle' })).id);
    const response = await fetch(`${newsroom.address}/v1/reports/${bundle.id}/content`, {
      headers: { authorization: `Bearer ${newsroom.admin.key}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(sha256Hex(bytes)).toBe(bundle.sha256);
    const { keys } = await newsroom.admin.get('/ledger/keys');
    const folder = mkdtempSync(join(tmpdir(), 'claimdesk-e2e-'));
    try {
      const file = join(folder, 'bundle.zip');
      writeFileSync(file, bytes);
      expect(await verifyBundle(file, { pinned: keys })).toMatchObject({
        ok: true,
        size: bundle.checkpointSize,
        views: { derived: 2, notCompared: ['views/claims.csv'] },
      });
      expect(await verifyBundle(file, { pinned: [] })).toMatchObject({ ok: false, kind: 'no_pin' });
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
      writeFileSync(file, bytes);
      expect((await verifyBundle(file, { pinned: keys })).ok).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
