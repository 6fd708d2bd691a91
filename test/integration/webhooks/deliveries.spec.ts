import { DisableEndpoint, EnableEndpoint, WebhookQueries, WebhookWorker } from '#libs/webhooks';
import { Notices } from '#libs/database';
import { createLog } from '#libs/runtime';
import { eventually } from '../../support/eventually.js';
import { Receiver } from '../../support/receiver.js';
import type { TestDatabase } from '../../support/database.js';
import { adminOf, freshDatabase, WebhookRoom } from './webhook-room.js';

interface Body {
  readonly type: string;
  readonly data: { readonly index: number; readonly sequence: number; readonly subjects: readonly { after: object }[] };
}

let test: TestDatabase;
let room: WebhookRoom;
let receiver: Receiver;
let organization: string;

beforeAll(async () => {
  test = await freshDatabase();
  room = await WebhookRoom.open(test);
});
beforeEach(async () => {
  receiver = await Receiver.start();
  organization = await room.organization();
});
afterEach(() => receiver.stop());
afterAll(async () => {
  await room.close();
  await test.drop();
});

const queries = (): WebhookQueries => room.module.get(WebhookQueries);
const deliveriesOf = async (endpoint: string) =>
  (await queries().deliveries(adminOf(organization), endpoint, undefined, { limit: 200 })).items;
const attemptsOf = (delivery: string) => queries().attempts(adminOf(organization), delivery);
const sequences = (bodies: readonly Body[]): number[] => bodies.map((body) => body.data.sequence).sort((a, b) => a - b);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

/** Delivers until nothing of this endpoint is pending. */
const untilSettled = (endpoint: string) =>
  eventually('no delivery is pending', async () => {
    await room.deliver();
    const deliveries = await deliveriesOf(endpoint);
    return deliveries.every((delivery) => delivery.status !== 'pending') && deliveries;
  });

describe('a webhook', () => {
  it('reaches its receiver once for each event it listens to, signed, densely numbered, without what is for the desk', async () => {
    await room.happen(organization, 3);
    const { endpoint, secret } = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 4);
    await room.happen(organization, 2, 'claim.submitted');
    await room.happen(organization, 5);
    await room.deliver();
    await room.deliver();
    const bodies = receiver.verified<Body>(secret);
    expect(sequences(bodies)).toEqual(upTo(9));
    // Three events, the endpoint's own, four, two that it does not listen to, five.
    expect(bodies.map((body) => body.data.index).sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 10, 11, 12, 13, 14]);
    expect(JSON.stringify(bodies)).not.toContain('assignee');
    const deliveries = await deliveriesOf(endpoint.id);
    expect(new Set(receiver.journal.map((one) => one.id))).toEqual(new Set(deliveries.map((delivery) => delivery.id)));
    expect(deliveries.map((delivery) => [delivery.status, delivery.attempts])).toEqual(Array(9).fill(['delivered', 1]));
    expect(
      await test.asOwner(`select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1`, [
        organization,
      ]),
    ).toEqual([]);
  });

  it('goes to several endpoints, each with a sequence of its own', async () => {
    const first = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 2);
    const second = await room.endpoint(organization, `${receiver.url}/second`, [
      'verdict.published',
      'claim.submitted',
    ]);
    await room.happen(organization, 2);
    await room.happen(organization, 3, 'claim.submitted');
    await room.deliver();
    expect((await deliveriesOf(first.endpoint.id)).map((delivery) => delivery.sequence)).toEqual([3, 2, 1, 0]);
    expect((await deliveriesOf(second.endpoint.id)).map((delivery) => delivery.sequence)).toEqual([4, 3, 2, 1, 0]);
  });

  it('is fanned out once by two processes that look at the same moment', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    const other = await WebhookRoom.open(test);
    await Promise.all([room.happen(organization, 60), other.happen(organization, 60)]);
    await Promise.all([room.fanOut(), other.fanOut()]);
    await room.fanOut();
    await Promise.all([room.deliver(), other.deliver()]);
    expect((await deliveriesOf(endpoint.id)).map((delivery) => delivery.sequence)).toEqual(upTo(120).reverse());
    expect(receiver.journal).toHaveLength(120);
    await other.close();
  });

  it('is tried again after a failure with the same id and body, every request a line in the log', async () => {
    const { endpoint, secret } = await room.endpoint(organization, receiver.url);
    receiver.next(500, (response) => response.destroy());
    await room.happen(organization, 1);
    const [delivery] = await untilSettled(endpoint.id);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 3, nextAttemptAt: null });
    expect(receiver.verified(secret)).toHaveLength(3);
    expect(new Set(receiver.journal.map((one) => `${one.id} ${one.body}`)).size).toBe(1);
    expect((await attemptsOf(delivery!.id)).map((one) => [one.number, one.result, one.status])).toEqual([
      [1, 'http_error', 500],
      [2, 'reset', null],
      [3, 'delivered', 204],
    ]);
  });

  it('is exhausted when the schedule ends, and stays where the customer can see it', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    receiver.otherwise = (response) => response.writeHead(500).end('no \0 luck');
    await room.happen(organization, 1);
    const [delivery] = await untilSettled(endpoint.id);
    expect(delivery).toMatchObject({ status: 'exhausted', attempts: 3 });
    expect((await attemptsOf(delivery!.id))[2]).toMatchObject({ number: 3, responseBody: 'no \ufffd luck' });
    const { items } = await queries().deliveries(adminOf(organization), endpoint.id, 'exhausted', { limit: 10 });
    expect(items).toHaveLength(1);
  });

  it('disables an endpoint that says 410, ends what was on its way and tells the log', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    receiver.otherwise = 410;
    await room.happen(organization, 30);
    const deliveries = await untilSettled(endpoint.id);
    expect(new Set(deliveries.map((delivery) => delivery.status))).toEqual(new Set(['cancelled']));
    expect(await queries().endpoint(adminOf(organization), endpoint.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
      version: 2,
    });
    const logged = await test.asOwner<{ delivery_id: string }>(
      `select delivery_id from attempt where organization_id = $1`,
      [organization],
    );
    expect(logged.map((one) => one.delivery_id).sort()).toEqual(receiver.journal.map((one) => one.id).sort());
    await room.fanOut();
    const types = await test.asOwner<{ type: string }>(
      `select convert_from(bytes, 'UTF8')::json ->> 'type' as type from event where organization_id = $1 and convert_from(bytes, 'UTF8') like '%endpoint.disabled%'`,
      [organization],
    );
    expect(types).toEqual([{ type: 'endpoint.disabled' }]);
    await room.happen(organization, 1);
    expect(await deliveriesOf(endpoint.id)).toHaveLength(30);
  });

  it('starts anew when its endpoint is enabled again, and its sequence goes on', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 2);
    await room.module.get(DisableEndpoint).run(adminOf(organization), { id: endpoint.id });
    await room.happen(organization, 2);
    await room.module.get(EnableEndpoint).run(adminOf(organization), { id: endpoint.id, version: 2 });
    await room.happen(organization, 1);
    await room.deliver();
    expect((await deliveriesOf(endpoint.id)).map((delivery) => [delivery.sequence, delivery.status])).toEqual([
      [2, 'delivered'],
      [1, 'cancelled'],
      [0, 'cancelled'],
    ]);
    expect(
      await test.asOwner(`select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1`, [
        organization,
      ]),
    ).toEqual([]);
  });

  it('waits for no slow receiver', async () => {
    const slow = await Receiver.start();
    slow.otherwise = () => undefined;
    const late = await WebhookRoom.open(test, { deadlineMs: 1_500, retrySeconds: [] });
    const hung = await late.endpoint(organization, slow.url);
    const prompt = await late.endpoint(organization, receiver.url);
    await late.happen(organization, 50);
    const beganAt = performance.now();
    while (await late.deliverer.tick());
    await eventually('the prompt receiver has everything', () => receiver.journal.length === 50);
    expect(performance.now() - beganAt).toBeLessThan(1_400);
    await eventually('its results are written while the slow one hangs', async () =>
      (await deliveriesOf(prompt.endpoint.id)).every((delivery) => delivery.status === 'delivered'),
    );
    expect((await deliveriesOf(hung.endpoint.id)).every((delivery) => delivery.status === 'pending')).toBe(true);
    await late.deliverer.stop(3_000);
    await late.close();
    await slow.stop();
    // What had begun is exhausted by its deadline; what had not was given back at once.
    const statuses = (await deliveriesOf(hung.endpoint.id)).map((delivery) => delivery.status);
    expect(statuses.filter((status) => status === 'exhausted')).toHaveLength(slow.journal.length);
    const due = await test.asOwner(
      `select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1 and lease_until is null`,
      [organization],
    );
    expect(due).toHaveLength(50 - slow.journal.length);
    await test.asOwner(`delete from work_due where organization_id = $1`, [organization]);
  });

  it('is delivered by the worker without anybody asking, and the retry without waiting for a poll', async () => {
    const worker = room.module.get(WebhookWorker);
    worker.start(createLog('silent'));
    await room.module.get(Notices).listen();
    const { endpoint } = await room.endpoint(organization, receiver.url);
    receiver.next(503);
    await room.happen(organization, 3);
    await eventually(
      'all arrived',
      async () => (await deliveriesOf(endpoint.id)).filter((d) => d.status === 'delivered').length === 3,
    );
    expect(receiver.journal).toHaveLength(4);
    await worker.stop();
    const [refused, ...others] = receiver.journal;
    const again = others.find((one) => one.id === refused!.id);
    expect(again!.at - refused!.at).toBeLessThan(700);
  });
});
