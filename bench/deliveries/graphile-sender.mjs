// The same work as a graphile-worker task: read the event, sign, send, write the attempt down; the job is the delivery.
import { randomUUID } from 'node:crypto';
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { poster } from './post.mjs';

// Jobs at a time: those beyond the connections load and log meanwhile.
const concurrentJobs = 50;

async function start({ databaseUrl, url, local, connections }) {
  const pgPool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  pgPool.on('error', () => process.exit(0)); // PostgreSQL ended first
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  const post = poster(url, connections);
  const deliver = async ({ event }) => {
    const { rows } = await pgPool.query({
      name: 'load',
      text: 'select bytes from event where id = $1',
      values: [event],
    });
    const { bytes } = rows[0];
    const { type, occurredAt, ...data } = JSON.parse(bytes);
    const id = randomUUID();
    const began = performance.now();
    const startedAt = new Date().toISOString();
    const status = await post(id, JSON.stringify({ type, timestamp: occurredAt, data: { ...data, event } }));
    await pgPool.query({
      name: 'log',
      text: 'insert into bench_attempt (id, event, started_at, status, timing) values ($1, $2, $3, $4, $5)',
      values: [id, event, startedAt, status, JSON.stringify({ total: performance.now() - began })],
    });
  };
  const queue = { concurrentJobs, pollInterval: 1_000 };
  if (local) queue.localQueue = { size: 200 };
  await run({
    pgPool,
    taskList: { deliver },
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    preset: { worker: queue },
  });
  process.send({ event: 'ready' });
}

process.on('message', (message) => {
  start(message).catch((error) => process.send({ event: 'failed', message: error.stack }));
});
process.on('disconnect', () => process.exit(0));
