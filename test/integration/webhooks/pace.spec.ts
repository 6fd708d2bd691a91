import type { Actor } from '#libs/kernel';
import { ChangeEndpoint, CreateEndpoint, type EndpointInput, EnableEndpoint, WebhookQueries } from '#libs/webhooks';
import type { TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { Receiver } from '../../support/receiver.js';
import { adminOf, freshDatabase, WebhookRoom } from './webhook-room.js';

let test: TestDatabase;
let room: WebhookRoom;
let receiver: Receiver;
let organization: string;
let admin: Actor;

beforeAll(async () => {
  test = await freshDatabase();
  room = await WebhookRoom.open(test);
});
beforeEach(async () => {
  receiver = await Receiver.start();
  organization = await room.organization();
  admin = adminOf(organization);
});
afterEach(() => receiver.stop());
afterAll(async () => {
  await room.close();
  await test.drop();
});

const make = (more: Partial<EndpointInput> = {}) =>
  room.module.get(CreateEndpoint).run(admin, { url: receiver.url, eventTypes: ['verdict.published'], ...more });
const change = (id: string, edit: object, version = 1, actor = admin) =>
  room.module.get(ChangeEndpoint).run(actor, id, edit, version);
const deliveries = async (endpoint: string) =>
  (await room.module.get(WebhookQueries).deliveries(admin, endpoint, undefined, { limit: 200 })).items;
const indexes = (): number[] =>
  receiver.journal.map(({ body }) => (JSON.parse(body) as { data: { index: number } }).data.index);
const untilQuiet = (endpoint: string) =>
  eventually('nothing is pending', async () => {
    await room.deliver();
    const all = await deliveries(endpoint);
    return all.every(({ status }) => status !== 'pending') && all;
  });

describe('a limit', () => {
  it('holds in every second at the receiver, for two workers together, and holds nobody else up', async () => {
    const limit = 20;
    const other = await WebhookRoom.open(test);
    const limited = await make({ ratePerSecond: limit });
    const free = await make({ url: `${receiver.url}/free` });
    await room.happen(organization, 60);
    const rooms = [room, other];
    await eventually(
      'all arrived',
      async () => {
        await Promise.all(rooms.map((one) => one.deliver()));
        return receiver.journal.length === 120;
      },
      25_000,
    );
    const at = receiver.journal
      .filter(({ path }) => path === '/hook')
      .map((one) => one.at)
      .sort((a, b) => a - b);
    const inOneSecond = at.map((from) => at.filter((one) => one >= from && one < from + 1_000).length);
    expect(at).toHaveLength(60);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(limit);
    for (const { endpoint } of [limited, free])
      expect((await deliveries(endpoint.id)).map(({ attempts }) => attempts)).toEqual(Array(60).fill(1));
    const first = receiver.journal.slice(0, 60).filter(({ path }) => path === '/hook/free').length;
    expect(first).toBeGreaterThan(50);
    await other.close();
  });
});

describe('strict order', () => {
  it('sends one at a time in the order of the log, and lets none pass a failing one', async () => {
    const { endpoint } = await make({ strictOrder: true });
    let open = 0;
    let most = 0;
    receiver.otherwise = (response) => {
      most = Math.max(most, (open += 1));
      setTimeout(() => {
        open -= 1;
        response.writeHead(receiver.journal.length % 4 === 0 ? 500 : 204).end();
      }, 3);
    };
    const other = await WebhookRoom.open(test);
    await room.happen(organization, 12);
    const work = await test.asOwner(`select 1 from work_due where organization_id = $1`, [organization]);
    expect(work).toHaveLength(1);
    await eventually('all are through', async () => {
      await Promise.all([room.deliver(), other.deliver()]);
      return (await deliveries(endpoint.id)).every(({ status }) => status === 'delivered');
    });
    const seen = indexes();
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(12);
    expect(most).toBe(1);
    await other.close();
  });

  it('goes on with the next when one is given up, and when the endpoint is turned', async () => {
    const { endpoint } = await make({ strictOrder: true });
    receiver.next(500, 500, 500);
    await room.happen(organization, 3);
    const found = await untilQuiet(endpoint.id);
    expect(found.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'exhausted']);
    await room.happen(organization, 5);
    await change(endpoint.id, { strictOrder: false });
    const work = async () =>
      (await test.asOwner(`select 1 from work_due where organization_id = $1`, [organization])).length;
    expect(await work()).toBe(5);
    await change(endpoint.id, { strictOrder: true }, 2);
    expect(await work()).toBe(1);
    expect((await untilQuiet(endpoint.id)).map(({ status }) => status).slice(0, 5)).toEqual(Array(5).fill('delivered'));
  });
});

describe('an endpoint that fares badly', () => {
  it('gets nothing while it asked for patience, whatever is due', async () => {
    const { endpoint } = await make();
    receiver.next((response) => response.writeHead(429, { 'retry-after': '1' }).end());
    await room.happen(organization, 1);
    await room.deliver();
    await room.happen(organization, 20);
    await room.deliver();
    expect(receiver.journal).toHaveLength(1);
    await untilQuiet(endpoint.id);
    expect(receiver.journal).toHaveLength(22);
    const [first, second] = receiver.journal;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_000);
  });

  it('is disabled after five days without a success, once, and counts anew when it is enabled', async () => {
    const { endpoint } = await make();
    receiver.otherwise = 500;
    await room.happen(organization, 3);
    await untilQuiet(endpoint.id);
    const since = async (): Promise<unknown[]> =>
      test.asOwner(`select failing_since is null as well from endpoint_health where endpoint_id = $1`, [endpoint.id]);
    expect(await since()).toEqual([{ well: false }]);
    const back = (days: string) =>
      test.asOwner(`update endpoint_health set failing_since = now() - $2::interval where endpoint_id = $1`, [
        endpoint.id,
        days,
      ]);
    await back('4 days 23 hours');
    await room.happen(organization, 1);
    await untilQuiet(endpoint.id);
    const read = () => room.module.get(WebhookQueries).endpoint(admin, endpoint.id);
    expect(await read()).toMatchObject({ status: 'enabled' });
    receiver.next(204);
    await room.happen(organization, 1);
    await untilQuiet(endpoint.id);
    expect(await since()).toEqual([{ well: true }]);
    await room.happen(organization, 1);
    await untilQuiet(endpoint.id);
    await back('5 days');
    await room.happen(organization, 20);
    await untilQuiet(endpoint.id);
    expect(await read()).toMatchObject({ status: 'disabled', disabledReason: 'failing' });
    const told = await test.asOwner(
      `select 1 from event where organization_id = $1 and convert_from(bytes, 'UTF8')::json ->> 'type' = 'endpoint.disabled'`,
      [organization],
    );
    expect(told).toHaveLength(1);
    await room.module.get(EnableEndpoint).run(admin, { id: endpoint.id });
    expect(await since()).toEqual([{ well: true }]);
  });
});
