import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, verifyBundle } from '#libs/proof';
import type { Answer, Client } from './client.js';
import type { Narrator } from './narrator.js';

/** What an auditor does: export, verify without us, and see that a changed byte cannot hide. */
export async function auditTrail(admin: Client, narrator: Narrator): Promise<void> {
  narrator.chapterOn('An auditor exports everything and trusts nobody');
  const register = await finished(admin, await admin.post('/reports', { kind: 'claims-register' }));
  const csv = await admin.text(`/reports/${register.id}/content`);
  narrator.done(
    `Claims register: ${csv.trim().split('\r\n').length - 1} rows as CSV, made at ledger size ${String(register.checkpointSize)}`,
  );
  const bundle = await finished(admin, await admin.post('/reports', { kind: 'audit-bundle' }));
  const bytes = await admin.bytes(`/reports/${bundle.id}/content`);
  const pinned = (await admin.get('/ledger/keys')).keys as string[];
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-audit-'));
  try {
    const file = join(folder, 'bundle.zip');
    writeFileSync(file, bytes);
    const proven = await verifyBundle(file, { pinned });
    if (!proven.ok) throw new Error(proven.sentence);
    narrator.done(
      `Audit bundle: ${bytes.length} bytes, ${proven.entries} events. Offline check with the pinned key: proven, exit code 0`,
    );
    const unpinned = await verifyBundle(file, { pinned: [] });
    if (unpinned.ok) throw new Error('a bundle without a pinned key was accepted');
    narrator.refused(
      `Without a pinned key, exit code ${exitCodes[unpinned.kind]}: ${unpinned.sentence.split('.')[0]}.`,
    );
    const altered = Buffer.from(bytes);
    const place = Math.floor(altered.length / 2);
    altered[place] = (altered[place] ?? 0) ^ 1;
    writeFileSync(file, altered);
    const refused = await verifyBundle(file, { pinned });
    if (refused.ok) throw new Error('an altered bundle was accepted');
    narrator.refused(`One bit of byte ${place} changed, exit code ${exitCodes[refused.kind]}: ${refused.sentence}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function finished(admin: Client, report: Answer): Promise<Answer> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const now = await admin.get(`/reports/${report.id}`);
    if (now.status === 'done') return now;
    if (now.status === 'failed' || Date.now() > deadline)
      throw new Error(`the report did not finish: ${String(now.error ?? now.status)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
