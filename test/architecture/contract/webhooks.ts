import { eventually } from '../../support/eventually.js';
import type { Body } from '../../support/newsroom.js';
import { type Room, status } from './room.js';

/** Webhooks, and what is sent to them. */
export async function webhooks(room: Room): Promise<void> {
  const { newsroom, receiver, contract, publish } = room;
  const { admin } = newsroom;
  const types = ['verdict.published'];
  const headers = { 'X-Api-Key': 'k' };
  expect(await status(admin, 'post', '/webhook-endpoints', { url: 'http://10.0.0.1/', eventTypes: types })).toBe(422);
  const odd = { url: receiver.url, eventTypes: types, headers: { host: 'x' } };
  expect(await status(admin, 'post', '/webhook-endpoints', odd)).toBe(422);
  const wanted = { url: receiver.url, eventTypes: types, description: 'CMS', headers, ratePerSecond: 1_000 };
  const endpoint = await admin.post('/webhook-endpoints', wanted, { 'idempotency-key': 'once' });
  await admin.post('/webhook-endpoints', wanted, { 'idempotency-key': 'once' });
  expect(
    await status(admin, 'post', '/webhook-endpoints', { ...wanted, description: 'x' }, { 'idempotency-key': 'once' }),
  ).toBe(422);
  receiver.journal.splice(0);
  await publish();
  const delivery = await eventually('it was delivered', async () => {
    const { items } = await admin.get(`/webhook-endpoints/${endpoint.id}/deliveries?status=delivered`);
    return items[0];
  });
  const sent = receiver.verified<object>(endpoint.secret)[0];
  const described = contract.document.webhooks['verdict.published']?.post.requestBody.content['application/json'];
  expect(contract.fault(described?.schema ?? {}, sent)).toBeUndefined();
  await admin.get('/webhook-endpoints');
  await admin.get(`/webhook-endpoints/${endpoint.id}`);
  await admin.get(`/deliveries/${delivery.id}`);
  await admin.get(`/deliveries/${delivery.id}/attempts`);
  await admin.get(`/events?types=verdict.published&limit=1&wait=1`);
  expect(await status(admin, 'get', '/events?after=-2')).toBe(422);
  await again(room, endpoint, delivery);
  await changing(room, endpoint);
  await catalogue(room);
}

/** Every event of this day fits what the catalogue promises of its type, and so does every example. */
async function catalogue({ newsroom: { admin }, contract }: Room): Promise<void> {
  const types: { items: { type: string; schema: object; example: object }[] } = await admin.get('/event-types');
  const schemas = new Map(types.items.map(({ type, schema }) => [type, schema]));
  for (const { type, schema, example } of types.items)
    expect([type, contract.fault(schema, example)]).toEqual([type, undefined]);
  const seen = new Set<string>();
  for (let after = -1; ;) {
    const { items, next } = await admin.get(`/events?after=${after}&limit=500`);
    for (const item of items as { type: string }[]) {
      expect([item, contract.fault(schemas.get(item.type) ?? { not: {} }, item)]).toEqual([item, undefined]);
      seen.add(item.type);
    }
    if (next === after) break;
    after = next;
  }
  // Each story of this day leaves its events here; alone, this one leaves only its own.
  expect(seen.size).toBeGreaterThan(10);
}

/** What was sent is sent again. */
async function again({ newsroom: { admin } }: Room, endpoint: Body, delivery: Body): Promise<void> {
  const at = `/webhook-endpoints/${endpoint.id}`;
  const test = await admin.post(`${at}/test`);
  await eventually('the test is over', async () => (await admin.get(`/deliveries/${test.id}`)).status === 'delivered');
  expect(await status(admin, 'post', `/deliveries/${test.id}/redeliver`)).toBe(409);
  await admin.post(`/deliveries/${delivery.id}/redeliver`);
  await eventually('it came again', async () => (await admin.get(`/deliveries/${delivery.id}`)).attempts === 2);
  await admin.get(`${at}/recovery-preview?sinceIndex=0`);
  expect(await status(admin, 'get', `${at}/recovery-preview`)).toBe(422);
  const recovery = await admin.post(`${at}/recoveries`, { scope: 'all', sinceIndex: 0 });
  await eventually('it is over', async () => (await admin.get(`/recoveries/${recovery.id}`)).status === 'done');
  await admin.get(`${at}/recoveries`);
}

/** An endpoint from its first change to its end. */
async function changing({ newsroom: { admin } }: Room, endpoint: Body): Promise<void> {
  const at = `/webhook-endpoints/${endpoint.id}`;
  await admin.post(`${at}/disable`, { reason: 'It moves.' }, { 'if-match': '"1"' });
  expect(await status(admin, 'get', `${at}/recovery-preview?sinceIndex=0`)).toBe(409);
  await admin.post(`${at}/enable`);
  expect(await status(admin, 'post', `${at}/enable`, {}, { 'if-match': '"1"' })).toBe(412);
  await admin.patch(at, 3, {
    filter: { topics: ['war'], statuses: ['published'] },
    payload: 'thin',
    strictOrder: true,
    checkpoints: true,
  });
  expect(await status(admin, 'patch', at, { url: 'https://elsewhere.example/' }, { 'if-match': '"4"' })).toBe(422);
  expect(await status(admin, 'patch', at, {})).toBe(428);
  await admin.post(`${at}/rotate-secret`, { graceHours: 1 });
  await admin.delete(at, 5);
  expect(await status(admin, 'delete', at, undefined, { 'if-match': '"6"' })).toBe(409);
  // For whoever comes after this day: one that is whole.
  await admin.post('/webhook-endpoints', { url: endpoint.url, eventTypes: endpoint.eventTypes });
}
