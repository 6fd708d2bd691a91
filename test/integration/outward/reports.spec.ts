import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, sha256Hex } from '#libs/kernel';
import { MakeReport, ReportFiles, ReportStore, RequestReport } from '#libs/outward';
import { formatVerifierKey, verifyBundle } from '#libs/proof';
import { aClaim, aClaimant, type Newsroom, openNewsrooms } from './newsroom.js';

describe('reports', () => {
  let newsrooms: Awaited<ReturnType<typeof openNewsrooms>>;
  let newsroom: Newsroom;
  let folder: string;
  const usualTmp = process.env.TMPDIR;
  beforeAll(async () => {
    newsrooms = await openNewsrooms();
    folder = mkdtempSync(join(tmpdir(), 'outward-spec-'));
    process.env.TMPDIR = folder;
  });
  afterAll(async () => {
    if (usualTmp === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usualTmp;
    rmSync(folder, { recursive: true, force: true });
    await newsrooms?.close();
  });
  beforeEach(async () => {
    newsroom = await newsrooms.open();
  });

  const submit = (statement = 'A claim.'): Promise<string> => {
    const claim = aClaim({ statement });
    return newsroom.record('claim.submitted', claim.id, [claim, aClaimant()]);
  };
  /** More than one page of claims and several chunks of bytes. */
  const submitMany = async (): Promise<void> => {
    for (let i = 0; i < 60; i += 1) {
      const claims = Array.from({ length: 20 }, () => aClaim({ statement: 'long '.repeat(200) }));
      await newsroom.record('claim.submitted', newId(), claims);
    }
  };
  const make = (): MakeReport => newsroom.rooms.get(MakeReport);
  const refusedWith = (code: string) => ({ refusal: { code } });

  it('go from queued to done, name their checkpoint, and tell the log twice', async () => {
    await submit();
    const { id } = await newsroom.request({ kind: 'claims-register' });
    expect(await newsroom.report(id)).toMatchObject({ status: 'queued', checkpointSize: 1, finishedAt: null });
    await expect(newsroom.bytes(id)).rejects.toMatchObject(refusedWith('report.not_ready'));
    expect(await newsroom.work()).toBe(true);
    const bytes = await newsroom.bytes(id);
    expect(await newsroom.report(id)).toMatchObject({
      status: 'done',
      kind: 'claims-register',
      format: 'csv',
      parameters: {},
      progress: { done: 1, total: 1 },
      sha256: sha256Hex(bytes),
      size: bytes.length,
    });
    expect(await newsroom.eventsOf(id)).toEqual(['report.requested', 'report.completed']);
    expect(await newsroom.work()).toBe(false);
  });

  it('are listed newest first, and not seen from another newsroom', async () => {
    await submit();
    const first = await newsroom.request({ kind: 'claims-register' });
    const second = await newsroom.request({ kind: 'audit-bundle' });
    const store = newsroom.rooms.get(ReportStore);
    const [page] = await store.list(newsroom.editor, { limit: 1 });
    expect(page?.id).toBe(second.id);
    expect(await store.list(newsroom.editor, { limit: 5, after: second.id })).toMatchObject([{ id: first.id }]);
    const other = await newsrooms.open();
    expect(await store.get(other.editor, first.id)).toBeUndefined();
    expect(await store.list(other.editor, { limit: 5 })).toEqual([]);
    await expect(newsroom.rooms.get(ReportFiles).open(other.editor, first.id)).rejects.toMatchObject(
      refusedWith('not_found'),
    );
    while (await newsroom.work());
  });

  it('keep a bundle, which holds hidden ballots, from whoever is neither auditor nor administrator', async () => {
    await submit();
    const { id } = await newsroom.request({ kind: 'audit-bundle' });
    await newsroom.work();
    const reviewer = { ...newsroom.editor, roles: ['reviewer', 'editor'] as const };
    const { rooms } = newsroom;
    await expect(rooms.get(RequestReport).run(reviewer, { kind: 'audit-bundle' })).rejects.toMatchObject(
      refusedWith('access.denied'),
    );
    await expect(rooms.get(ReportFiles).open(reviewer, id)).rejects.toMatchObject(refusedWith('access.denied'));
  });

  it('are refused without anything signed, to a machine, and a bundle with a filter', async () => {
    await expect(newsroom.request({ kind: 'claims-register' })).rejects.toMatchObject(
      refusedWith('report.nothing_signed'),
    );
    await submit();
    const machine = { ...newsroom.editor, kind: 'integration' as const };
    await expect(newsroom.rooms.get(RequestReport).run(machine, { kind: 'claims-register' })).rejects.toMatchObject(
      refusedWith('access.person_needed'),
    );
    await expect(newsroom.request({ kind: 'audit-bundle', parameters: { status: 'published' } })).rejects.toMatchObject(
      refusedWith('request.invalid'),
    );
    await expect(newsroom.request({ kind: 'audit-bundle', checkpoint: 99 })).rejects.toMatchObject(
      refusedWith('report.nothing_signed'),
    );
  });

  it('are done again from the beginning after a worker died in the middle, with the same bytes', async () => {
    await submitMany();
    const whole = await newsroom.made({ kind: 'claims-register' });
    expect(whole.length).toBeGreaterThan(1_000_000);
    const { id } = await newsroom.request({ kind: 'claims-register' });
    let steps = 0;
    await make().run(newsroom.organization, id, () => ++steps < 3);
    const halfway = await newsroom.report(id);
    expect(halfway.status).toBe('running');
    expect(halfway.progress.done).toBeGreaterThan(0);
    const [left] = await newsroom.on.asOwner<{ chunks: number }>(
      `select count(*)::int as chunks from report_chunk c join report r on r.content_id = c.content_id where r.id = $1`,
      [id],
    );
    expect(left?.chunks).toBeGreaterThan(0);
    expect(await newsroom.work()).toBe(true);
    expect(sha256Hex(await newsroom.bytes(id))).toBe(sha256Hex(whole));
    const [kept] = await newsroom.on.asOwner<{ bytes: number }>(
      `select sum(octet_length(c.bytes))::int as bytes from report_chunk c join report r on r.content_id = c.content_id where r.id = $1`,
      [id],
    );
    expect(kept?.bytes).toBe(whole.length);
  });

  it('are made once by two workers that both believe in their lease', async () => {
    await submitMany();
    const { id } = await newsroom.request({ kind: 'claims-register' });
    await Promise.all([1, 2, 3].map(() => make().run(newsroom.organization, id, () => true)));
    const report = await newsroom.report(id);
    expect(report.status).toBe('done');
    expect(sha256Hex(await newsroom.bytes(id))).toBe(report.sha256);
    expect(await newsroom.eventsOf(id)).toEqual(['report.requested', 'report.completed']);
    await newsroom.work();
    expect(await newsroom.eventsOf(id)).toEqual(['report.requested', 'report.completed']);
  });

  it('that cannot be made end as failed, with a sentence and without bytes', async () => {
    await submit();
    const { id } = await newsroom.request({ kind: 'audit-bundle' });
    await newsroom.on.asOwner(`update report set checkpoint_size = 1000 where id = $1`, [id]);
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await newsroom.work()).toBe(true);
      await newsroom.on.asOwner(`update work_due set due_at = now() where subject_id = $1`, [id]);
    }
    expect(await newsroom.report(id)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/Request it again/),
    });
    expect(await newsroom.eventsOf(id)).toEqual(['report.requested', 'report.failed']);
    await expect(newsroom.bytes(id)).rejects.toMatchObject(refusedWith('report.failed'));
    expect(await newsroom.work()).toBe(false);
  });

  describe('the audit bundle', () => {
    const saved = (bytes: Buffer): string => {
      const path = join(folder, 'bundle.zip');
      writeFileSync(path, bytes);
      return path;
    };
    const bundle = (checkpoint?: number): Promise<Buffer> =>
      newsroom.made({ kind: 'audit-bundle', ...(checkpoint === undefined ? {} : { checkpoint }) });

    it('is accepted with the pinned key and refused with another one or none', async () => {
      await submit();
      await submit();
      const path = saved(await bundle());
      const [kept] = await newsroom.on.asOwner<{ count: number }>(
        `select count(*)::int as count from event_personal where organization_id = $1`,
        [newsroom.organization],
      );
      expect(kept?.count).toBeGreaterThanOrEqual(2);
      expect(await verifyBundle(path, { pinned: [newsroom.verifierKey] })).toMatchObject({
        ok: true,
        entries: 2,
        disclosures: kept?.count,
      });
      const [name] = newsroom.verifierKey.split('+') as [string];
      const stranger = (await newsrooms.open()).verifierKey;
      const forged = formatVerifierKey(name, Buffer.from(stranger.split('+').slice(2).join('+'), 'base64').subarray(1));
      expect(await verifyBundle(path, { pinned: [stranger] })).toMatchObject({ ok: false });
      expect(await verifyBundle(path, { pinned: [forged] })).toMatchObject({ ok: false, kind: 'unknown_key' });
      expect(await verifyBundle(path, { pinned: [] })).toMatchObject({ ok: false, kind: 'no_pin' });
    });

    it('is the same to the byte at the same checkpoint, and leaves no temporary file', async () => {
      await submitMany();
      const checkpoint = await newsroom.sign();
      const first = await bundle(checkpoint);
      await submit('Something later.');
      await newsroom.sign();
      expect(sha256Hex(await bundle(checkpoint))).toBe(sha256Hex(first));
      const later = saved(await bundle());
      expect(await verifyBundle(later, { pinned: [newsroom.verifierKey] })).toMatchObject({ ok: true });
      expect(readdirSync(folder).filter((name) => name.startsWith('claimdesk-bundle-'))).toEqual([]);
    });

    it('leaves no temporary file when its worker lost the lease', async () => {
      await submitMany();
      const { id } = await newsroom.request({ kind: 'audit-bundle' });
      let steps = 0;
      await make().run(newsroom.organization, id, () => ++steps < 3);
      expect(await newsroom.report(id)).toMatchObject({ status: 'running' });
      expect(readdirSync(folder).filter((name) => name.startsWith('claimdesk-bundle-'))).toEqual([]);
      await newsroom.work();
      expect(await verifyBundle(saved(await newsroom.bytes(id)), { pinned: [newsroom.verifierKey] })).toMatchObject({
        ok: true,
      });
    });

    it('opens a name, and never what is confidential or erased', async () => {
      const id = newId();
      const member = {
        id,
        name: 'Mary Member',
        email: 'mary@confidential.example',
        roles: ['editor'],
        status: 'active',
      };
      await newsroom.record('member.joined', id, [{ type: 'member', id, version: 1, after: member }]);
      const erased = aClaimant({ name: 'Erased Person' });
      await newsroom.record('claimant.registered', erased.id, [erased]);
      await newsroom.on.asOwner(`delete from event_personal where subject_id = $1`, [erased.id]);
      const bytes = await bundle();
      expect(bytes.includes('Mary Member')).toBe(true);
      expect(bytes.includes('mary@confidential.example')).toBe(false);
      expect(bytes.includes('Erased Person')).toBe(false);
      expect(await verifyBundle(saved(bytes), { pinned: [newsroom.verifierKey] })).toMatchObject({
        ok: true,
        disclosures: 1,
      });
    });

    it('says to a reader what is proved, what is not, and how to verify', async () => {
      await submit();
      const text = (await bundle()).toString('latin1');
      expect(text).toContain('npx claimdesk verify FILE --key VKEY');
      expect(text).toContain('WHAT IS NOT PROVED');
      expect(text).toContain('That members are different people.');
      expect(text).toContain('views/claims.csv');
    });
  });
});
