// How long verifying a large audit bundle takes, and how much memory: node bench/million-entries.mjs [entries]
// Writes the bundle, then lets the verifier in one file check it, in a process of its own.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { report } from './report.mjs';

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '..');
const proof = require(path.join(root, 'dist/libs/proof/src/index.js'));
const { canonicalBytes } = require(path.join(root, 'dist/libs/kernel/src/canonical-json.js'));

const count = Number(process.argv[2] ?? 1_000_000);
const organization = '0197c0de-0000-7000-8000-000000000000';
const origin = proof.ledgerOrigin(organization);
const signer = proof.noteSigner(origin, proof.newSeed());
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'million-'));

const event = (i) =>
  canonicalBytes({
    id: `0197c0de-0000-7000-8000-${String(i).padStart(12, '0')}`,
    organization,
    type: 'claim.submitted',
    schema: 1,
    occurredAt: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'member', member: null, key: null, roles: ['researcher'] },
    labels: { topics: [], language: 'en', status: 'submitted' },
    changes: [
      {
        type: 'claim',
        id: String(i),
        version: 1,
        after: { id: String(i), statement: `Claim ${i}: “naïve”`.repeat(5) },
      },
    ],
    facts: {},
  });

try {
  const entries = path.join(folder, 'entries');
  const file = fs.openSync(entries, 'w');
  let frontier = proof.emptyFrontier;
  for (let from = 0; from < count; from += 1_000) {
    const page = Array.from({ length: Math.min(1_000, count - from) }, (_, i) => event(from + i));
    frontier = proof.appendLeaves(frontier, page.map(proof.leafHash)).frontier;
    fs.writeSync(file, Buffer.concat(page.flatMap((one) => [one, Buffer.from('\n')])));
  }
  fs.closeSync(file);
  const bundle = path.join(folder, 'bundle.zip');
  const began = performance.now();
  await proof.writeBundle(fs.createWriteStream(bundle), {
    organization,
    checkpoint: proof.signNote(proof.formatCheckpoint({ origin, size: count, root: proof.frontierRoot(frontier) }), [
      signer,
    ]),
    entries: { file: entries },
    personal: null,
    vkey: signer.vkey,
    readme: 'Made to be measured.\n',
    views: [],
  });
  const packed = (performance.now() - began) / 1000;
  // The verifier tells its own peak when it ends.
  const script = `process.on('exit', () => console.error(process.resourceUsage().maxRSS));
    require(${JSON.stringify(path.join(root, 'dist/claimdesk-verify.cjs'))})`;
  const start = performance.now();
  const run = spawnSync(process.execPath, ['-e', script, bundle, '--key', signer.vkey], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  const peak = Math.round(Number(run.stderr.trim().split('\n').at(-1)) / 1024);
  console.log(run.stdout.trim());
  report({ work: `verifying a bundle of ${count} entries`, figure: seconds, unit: ' s' });
  report({ work: `verifying a bundle of ${count} entries, memory`, figure: peak, unit: ' MB' });
  console.log(
    JSON.stringify({
      entries: count,
      megabytes: Math.round(fs.statSync(bundle).size / 1e6),
      packedInSeconds: Number(packed.toFixed(1)),
      verifiedInSeconds: Number(seconds.toFixed(1)),
      verifierPeakMegabytes: peak,
      exitCode: run.status,
      node: process.version,
    }),
  );
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
