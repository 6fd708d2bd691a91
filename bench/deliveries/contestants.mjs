// Who sends the same events to the same receiver: ours, a bare sender, and a graphile-worker in two settings.
import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from '../child.mjs';

// As many as ours opens to one endpoint (libs/webhooks/src/lanes.ts).
const connections = 8;

/** Waits until `look` says so; looks often, because it is timed. */
export async function until(look) {
  while (!(await look())) await pause(5);
}

/** Our own, by its HTTP interface alone. */
export function claimdesk({ service, adminKey, pool, url }) {
  const call = async (method, path, body) => {
    const answer = await fetch(`${service.address}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const open = async (eventTypes = ['verdict.published']) => {
    const made = await call('POST', '/webhook-endpoints', { url, eventTypes });
    return made.id ?? made.endpoint.id;
  };
  const close = (id) => call('POST', `/webhook-endpoints/${id}/disable`, { reason: 'measured' });
  const delivered = async (endpoint) => {
    const { rows } = await pool.query({
      name: 'delivered',
      text: `select count(*)::int as count from delivery where endpoint_id = $1 and status = 'delivered'`,
      values: [endpoint],
    });
    return rows[0].count;
  };
  return {
    pid: service.pid,
    open,
    close,
    /** Everything that the log holds, to an endpoint that has nothing of it: planned, sent, and each attempt logged. */
    async send(events, arrived) {
      const endpoint = await open();
      const began = performance.now();
      await call('POST', `/webhook-endpoints/${endpoint}/recoveries`, { scope: 'missed', sinceIndex: 0 });
      await arrived();
      await until(async () => (await delivered(endpoint)) === events.length);
      const seconds = (performance.now() - began) / 1_000;
      await close(endpoint);
      return seconds;
    },
  };
}

export function bareSender({ url, sample }) {
  const child = startChild('deliveries/bare-sender.mjs');
  return {
    pid: child.pid,
    stop: child.stop,
    withoutDatabase: true,
    async send(events, arrived) {
      const began = performance.now();
      child.send({ url, body: sample, count: events.length, connections });
      await arrived();
      await child.next('sent');
      return (performance.now() - began) / 1_000;
    },
  };
}

const putDown = `select count(*) from unnest($1::uuid[]) event
  cross join lateral graphile_worker.add_job('deliver', json_build_object('event', event)) job`;

const putDownOne = `with recorded as (insert into event (organization_id, id, bytes) values ($1, $2, $3) returning id)
  select graphile_worker.add_job('deliver', json_build_object('event', id)) from recorded`;

export async function graphileSender({ databaseUrl, pool, url, local }) {
  const child = startChild('deliveries/graphile-sender.mjs');
  child.send({ databaseUrl, url, local, connections });
  await child.next('ready');
  const logged = async () => (await pool.query(`select count(*)::int as count from bench_attempt`)).rows[0].count;
  const left = async () =>
    (await pool.query(`select count(*)::int as count from graphile_worker._private_jobs`)).rows[0].count;
  return {
    pid: child.pid,
    stop: child.stop,
    /** An event and its job, in one commit. */
    async commit({ id, bytes }, organization) {
      await pool.query({ name: 'put down one', text: putDownOne, values: [organization, id, bytes] });
      return performance.timeOrigin + performance.now();
    },
    async send(events, arrived) {
      await pool.query('truncate bench_attempt');
      const began = performance.now();
      await pool.query(putDown, [events.map(({ id }) => id)]);
      await arrived();
      await until(async () => (await logged()) === events.length && (await left()) === 0);
      return (performance.now() - began) / 1_000;
    },
  };
}
