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
};

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
  const one = () =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      let status = 0;
      pool.dispatch((with_.paths ? anyOf : requests[workload])(with_), {
        onRequestStart: () => undefined,
        onResponseStart: (_, code) => void (status = code),
        onResponseData: () => undefined,
        onResponseEnd: () => {
          if (measured) latencies.push(performance.now() - began);
          if (measured && status >= 300) refused += 1;
          resolve();
        },
        onResponseError: (_, error) => reject(error),
      });
    });
  const loops = Array.from({ length: connections }, async () => {
    while (!stopped) await one();
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
