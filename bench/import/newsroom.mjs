import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { openLaboratory } from '../laboratory.mjs';
import { hire } from '../newsroom.mjs';
import { residentMegabytes } from '../processor-time.mjs';

const row = (n) => ({
  externalId: `row-${n}`,
  statement: `Claim ${n}: the region spent ${n % 977} million on roads, bridges and schools, more than in any year before.`,
  kind: 'quantity',
  language: 'en',
  quantity: { comparator: 'exactly', low: `${(n % 977) + 1}000000`, unit: 'EUR', asOf: '2025' },
  claimant: { kind: 'person', name: `Claimant ${n % 500}` },
  mode: 'stated',
  saidOn: '2025-05-06',
  appearance: { medium: 'television', time: '2025-05-06', excerpt: `In the evening news, minute ${n % 60}.` },
});

function* lines(rows) {
  for (let n = 0; n < rows; n += 1) yield `${JSON.stringify(row(n))}\n`;
}

/** A whole service of its own, whose import waits for its rows. */
export async function openImport(environment = {}) {
  const laboratory = openLaboratory();
  const service = await laboratory.start('start', environment);
  const { keys } = await hire(service.address, laboratory.adminKey);

  async function call(method, path, type, body) {
    const stream = body instanceof Readable ? { body: Readable.toWeb(body), duplex: 'half' } : { body };
    const answer = await fetch(`${service.address}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[0]}`, ...(type ? { 'content-type': type } : {}) },
      ...(body === undefined ? {} : stream),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  const wanted = JSON.stringify({ kind: 'claims', source: 'bench' });
  const { id } = await call('POST', '/imports', 'application/json', wanted);
  return {
    ...laboratory,
    service,
    /** Sends the rows and waits until the last is in. Milliseconds on the monotonic clock. */
    async run(rows) {
      const began = performance.now();
      await call('PUT', `/imports/${id}/content`, 'application/x-ndjson', Readable.from(lines(rows)));
      const sent = performance.now();
      let most = 0;
      for (;;) {
        await pause(200);
        most = Math.max(most, residentMegabytes(service.pid));
        const state = await call('GET', `/imports/${id}`);
        if (state.status === 'failed' || state.rows.refused > 0) throw new Error(JSON.stringify(state));
        if (state.status === 'done') return { began, sent, ended: performance.now(), most, added: state.rows.added };
      }
    },
  };
}
