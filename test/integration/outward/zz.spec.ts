import { Connections } from '#libs/database';
import { aClaim, aClaimant, anArticle, anUtterance, openNewsrooms } from './newsroom.js';
it('measures', async () => {
  const rooms = await openNewsrooms();
  const n = await rooms.open();
  const log: string[] = [];
  const conns = n.rooms.get(Connections);
  const sums = new Map<string, [number, number]>();
  const real = conns.read.bind(conns);
  conns.read = (async (o: string, t: string, v: unknown[]) => {
    const s = performance.now();
    const r = await real(o, t, v);
    const k = t.replace(/\s+/g, ' ').slice(-150);
    const x = sums.get(k) ?? [0, 0];
    sums.set(k, [x[0] + 1, x[1] + performance.now() - s]);
    return r;
  }) as never;
  const start0 = performance.now();
  const count = Number(process.env.COUNT ?? 1000);
  for (let i = 0; i < count; i += 8) {
    await Promise.all(
      Array.from({ length: 8 }, () => {
        const claim = aClaim({ statement: 'word '.repeat(20) });
        const claimant = aClaimant();
        const article = anArticle({ url: null });
        return n.record('claim.submitted', claim.id, [
          claim,
          claimant,
          article,
          anUtterance({ claim, claimant, article }),
        ]);
      }),
    );
  }
  log.push(`record ${performance.now() - start0}`);
  const s1 = performance.now();
  await n.sign();
  log.push(`sign ${performance.now() - s1}`);
  if (process.env.ANALYZE) await n.on.asOwner('analyze');
  for (const kind of ['claims-register'] as const) {
    const { id } = await n.request({ kind });
    const start = performance.now();
    await n.work();
    const r = await n.report(id);
    log.push([kind, Math.round(performance.now() - start), 'ms', r.size, r.status].join(' '));
  }
  console.log(log.join('\n'), [...sums].map(([k, [c, t]]) => `${c} × ${Math.round(t)} ms ${k}`).join('\n'));
  await rooms.close();
}, 200000);
