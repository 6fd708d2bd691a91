// The load: a process of its own, a closed loop over a fixed number of connections. Ordered through IPC by rounds.mjs.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** One request of each kind, as undici takes it. Both servers are sent the same. */
const requests = {
  get: ({ keys, ids }) => ({
    method: 'GET',
    path: `/v1/claims/${pick(ids)}?include=citations,verdicts`,
    headers: { authorization: `Bearer ${pick(keys)}` },
  }),
  list: ({ keys }) => ({
    method: 'GET',
    path: '/v1/claims?status=checking&limit=50',
    headers: { authorization: `Bearer ${pick(keys)}` },
  }),
  create: ({ keys, bodies }) => ({
    method: 'POST',
    path: '/v1/claims',
    headers: {
      authorization: `Bearer ${pick(keys)}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: pick(bodies),
  }),
  assign: ({ keys, members }, own) => ({
    method: 'POST',
    path: `/v1/claims/${own.claim}/assign`,
    headers: {
      authorization: `Bearer ${keys[0]}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'if-match': own.etag,
    },
    body: JSON.stringify({ member: pick(members) }),
  }),
};

/** A claim that only one connection changes, with the version it has now. */
async function ownClaim({ desk, keys, checking }, place) {
  const claim = checking[place];
  const answer = await fetch(`${desk}/v1/claims/${claim}`, { headers: { authorization: `Bearer ${keys[0]}` } });
  if (!answer.ok) throw new Error(`GET ${claim}: ${answer.status}`);
  await answer.arrayBuffer();
  return { claim, etag: answer.headers.get('etag') };
}

/** A workload that is a list of addresses, each as good as any other. */
const anyOf = ({ keys, paths }) => ({
  method: 'GET',
  path: pick(paths),
  headers: { authorization: `Bearer ${pick(keys)}` },
});

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

async function run({ address, workload, connections, warmUp, seconds, ...with_ }) {
  const pool = new Pool(address, { connections, pipelining: 1 });
  let stopped = false;
  let measured = false;
  let latencies = [];
  let refused = 0;
  const own = [];
  if (workload === 'assign')
    for (let place = 0; place < connections; place += 1) own.push(await ownClaim(with_, place));
  const one = (place) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      let status = 0;
      pool.dispatch((with_.paths ? anyOf : requests[workload])(with_, own[place]), {
        onRequestStart: () => undefined,
        onResponseStart: (_, code, headers) => {
          status = code;
          if (own[place] && code < 300) own[place].etag = headers.etag;
        },
        onResponseData: () => undefined,
        onResponseEnd: () => {
          if (measured) latencies.push(performance.now() - began);
          if (measured && status >= 300) refused += 1;
          resolve();
        },
        onResponseError: (_, error) => reject(error),
      });
    });
  const loops = Array.from({ length: connections }, async (_, place) => {
    while (!stopped) await one(place);
  });
  await sleep(warmUp);
  measured = true;
  const began = performance.now();
  process.send({ event: 'measuring' });
  await sleep(seconds);
  measured = false;
  const elapsed = (performance.now() - began) / 1_000;
  latencies = latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
  process.send({ event: 'measured', count: latencies.length, refused, elapsed, p50: at(0.5), p99: at(0.99) });
  stopped = true;
  await Promise.all(loops);
  await pool.close();
  process.send({ event: 'idle' });
}

process.on('message', (order) => {
  run(order).catch((error) => process.send({ event: 'failed', message: `${order.workload}: ${error.stack}` }));
});
process.on('disconnect', () => process.exit(0));
