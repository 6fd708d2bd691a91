import { eventually } from '../../support/eventually.js';
import { type Room, status } from './room.js';

/** Imports, reports and the ledger. */
export async function files(room: Room): Promise<void> {
  const { desk, bytes } = room;
  const { editor } = desk;
  const wanted = await editor.post('/imports', { kind: 'sources', source: 'archive', dryRun: true });
  await bytes('put', `/imports/${wanted.id}/content`, 'application/json', '{}');
  await bytes('put', `/imports/${wanted.id}/content`, 'application/x-ndjson', '{"broken\n{"externalId":"x"}');
  await bytes('put', `/imports/${wanted.id}/content`, 'application/x-ndjson', '');
  await eventually('the import is done', async () => (await editor.get(`/imports/${wanted.id}`)).status === 'done');
  await editor.get(`/imports/${wanted.id}/faults?limit=1`);
  await editor.get('/imports');
  const archive = await editor.post('/imports', {
    kind: 'legacy',
    source: 'our-archive',
    legacy: { ratings: [{ label: 'Bunk', code: 'false' }], language: 'en' },
  });
  const old = { url: 'https://old.example/1', claimReviewed: 'It rained.', datePublished: '2019-05' };
  const ratings = ['Bunk', 'Huh'].map((alternateName, n) => ({
    ...old,
    url: `https://old.example/${n}`,
    reviewRating: { alternateName },
  }));
  await bytes(
    'put',
    `/imports/${archive.id}/content`,
    'application/x-ndjson',
    ratings.map((r) => JSON.stringify(r)).join('\n'),
  );
  await eventually('the archive is in', async () => (await editor.get(`/imports/${archive.id}`)).status === 'done');
  await editor.get(`/imports/${archive.id}/ratings`);
  await editor.get(`/imports/${archive.id}/faults`);
  const [old1] = (await editor.get('/claims?kind=unclassified')).items;
  await editor.get(`/verdicts/${old1.publishedVerdict}`);
  expect(await status(editor, 'post', '/imports', { kind: 'claims', source: 'x', legacy: { language: 'en' } })).toBe(
    422,
  );
  const report = await editor.post('/reports', { kind: 'claims-register', status: 'published' });
  await eventually('the report is done', async () => (await editor.get(`/reports/${report.id}`)).status === 'done');
  await editor.get(`/reports/${report.id}/content`);
  const { sha256, size } = await editor.get(`/reports/${report.id}`);
  const part = (headers: Record<string, string>) =>
    editor.send('get', `/v1/reports/${report.id}/content`, undefined, headers);
  expect((await part({ range: 'bytes=0-3' })).status).toBe(206);
  expect((await part({ range: `bytes=${size}-` })).status).toBe(416);
  expect((await part({ 'if-none-match': `"${sha256}"` })).status).toBe(304);
  expect(await status(editor, 'post', `/reports/${report.id}/cancel`)).toBe(409);
  const second = await editor.post('/reports', { kind: 'claims-register', status: 'published' });
  await eventually('a second one is done', async () => (await editor.get(`/reports/${second.id}`)).status === 'done');
  await editor.post(`/reports/${second.id}/discard`);
  expect(await status(editor, 'post', `/reports/${second.id}/discard`)).toBe(409);
  await room.newsroom.on.asOwner(`update report set status = 'failed' where id = $1`, [report.id]);
  await editor.post(`/reports/${report.id}/retry`);
  await eventually('it is made again', async () => (await editor.get(`/reports/${report.id}`)).status === 'done');
  await room.newsroom.on.asOwner(`update report set status = 'queued' where id = $1`, [report.id]);
  await editor.post(`/reports/${report.id}/cancel`);
  await room.newsroom.on.asOwner(`update report set expires_at = now(), status = 'done' where id = $1`, [report.id]);
  expect(await status(editor, 'get', `/reports/${report.id}/content`)).toBe(410);
  await editor.get('/reports');
  expect(await status(editor, 'post', '/reports', { kind: 'audit-bundle' })).toBe(403);
  const { admin } = room.newsroom;
  const bundle = await admin.post('/reports', { kind: 'audit-bundle', since: 2, audience: 'assessor' });
  await admin.get(`/reports/${bundle.id}`);
  expect(await status(admin, 'post', '/reports', { kind: 'audit-bundle', claim: bundle.id })).toBe(404);
  expect(await status(admin, 'post', '/reports', { kind: 'claims-register', since: 2 })).toBe(422);
  expect(await status(editor, 'post', '/reports', { kind: 'claims-register', checkpoint: 999_999 })).toBe(409);
  const printable = [
    await editor.post('/reports', { kind: 'dossier', format: 'pdf', claim: old1.id, audience: 'assessor' }),
    await editor.post('/reports', { kind: 'transparency', seed: 'snow in May', sample: 3 }),
  ];
  for (const { id } of printable)
    await eventually('it is made', async () => (await editor.get(`/reports/${id}`)).status === 'done');
  expect(await status(editor, 'post', '/reports', { kind: 'dossier', claim: bundle.id })).toBe(404);
  expect(await status(editor, 'post', '/reports', { kind: 'dossier' })).toBe(422);
  expect(await status(editor, 'post', '/reports', { kind: 'transparency', sample: 3 })).toBe(422);
  await editor.get('/claims/export.csv?status=published');
  await editor.get('/claims/export.ndjson?language=en');
  await editor.get('/ledger/checkpoint');
  await editor.get('/ledger/keys');
  await proofs(room);
}

/** Entries, whole and withheld, and proofs over them. */
async function proofs({ newsroom, desk }: Room): Promise<void> {
  const { next } = await newsroom.admin.get('/ledger/entries?limit=200');
  await newsroom.admin.get(`/ledger/entries?from=${next ?? 0}`);
  await desk.researcher.get('/ledger/entries?from=3&limit=200');
  const { tlogProof } = await desk.editor.get('/ledger/proofs/inclusion?index=0');
  expect(tlogProof).toContain('c2sp.org/tlog-proof@v1');
  await desk.editor.get('/ledger/proofs/inclusion?index=0&size=1');
  await desk.editor.get('/ledger/proofs/consistency?from=1&to=2');
  await desk.editor.get('/ledger/proofs/consistency?from=1');
  expect(await status(desk.editor, 'get', '/ledger/proofs/inclusion?index=1&size=1')).toBe(404);
  expect(await status(desk.editor, 'get', '/ledger/proofs/consistency')).toBe(422);
}
