import { EnableEndpoint, WebhookQueries } from '#libs/webhooks';
import { eventually } from '../../support/eventually.js';
import { WebhookRoom } from './webhook-room.js';
import { webhookStory } from './webhook-story.js';

const story = webhookStory();

describe('a limit', () => {
  it('holds in every second at the receiver, for two workers together, and holds nobody else up', async () => {
    const limit = 20;
    const other = await WebhookRoom.open(story.test);
    const limited = await story.make({ ratePerSecond: limit });
    const free = await story.make({ url: `${story.receiver.url}/free` });
    await story.room.happen(story.organization, 60);
    const rooms = [story.room, other];
    await eventually(
      'all arrived',
      async () => {
        await Promise.all(rooms.map((one) => one.deliver()));
        return story.receiver.journal.length === 120;
      },
      25_000,
    );
    const at = story.receiver.journal
      .filter(({ path }) => path === '/hook')
      .map((one) => one.at)
      .sort((a, b) => a - b);
    const inOneSecond = at.map((from) => at.filter((one) => one >= from && one < from + 1_000).length);
    expect(at).toHaveLength(60);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(limit);
    for (const { endpoint } of [limited, free])
      expect((await story.deliveries(endpoint.id)).map(({ attempts }) => attempts)).toEqual(Array(60).fill(1));
    const first = story.receiver.journal.slice(0, 60).filter(({ path }) => path === '/hook/free').length;
    expect(first).toBeGreaterThan(50);
    await other.close();
  });
});

describe('strict order', () => {
  it('sends one at a time in the order of the log, and lets none pass a failing one', async () => {
    const { endpoint } = await story.make({ strictOrder: true });
    let open = 0;
    let most = 0;
    story.receiver.otherwise = (response) => {
      most = Math.max(most, (open += 1));
      setTimeout(() => {
        open -= 1;
        response.writeHead(story.receiver.journal.length % 4 === 0 ? 500 : 204).end();
      }, 3);
    };
    const other = await WebhookRoom.open(story.test);
    await story.room.happen(story.organization, 12);
    const work = await story.test.asOwner(
      `select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1`,
      [story.organization],
    );
    expect(work).toHaveLength(1);
    await eventually('all are through', async () => {
      await Promise.all([story.room.deliver(), other.deliver()]);
      return (await story.deliveries(endpoint.id)).every(({ status }) => status === 'delivered');
    });
    const seen = story.indexes();
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(12);
    expect(most).toBe(1);
    await other.close();
  });

  it('goes on with the next when one is given up, and when the endpoint is turned', async () => {
    const { endpoint } = await story.make({ strictOrder: true });
    story.receiver.next(500, 500, 500);
    await story.room.happen(story.organization, 3);
    const found = await story.untilQuiet(endpoint.id);
    expect(found.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'exhausted']);
    await story.room.happen(story.organization, 5);
    await story.change(endpoint.id, { strictOrder: false });
    const work = async () =>
      (
        await story.test.asOwner(`select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1`, [
          story.organization,
        ])
      ).length;
    expect(await work()).toBe(5);
    await story.change(endpoint.id, { strictOrder: true }, 2);
    expect(await work()).toBe(1);
    expect((await story.untilQuiet(endpoint.id)).map(({ status }) => status).slice(0, 5)).toEqual(
      Array(5).fill('delivered'),
    );
  });
});

describe('an endpoint that fares badly', () => {
  it('gets nothing while it asked for patience, whatever is due', async () => {
    const { endpoint } = await story.make();
    story.receiver.next((response) => response.writeHead(429, { 'retry-after': '1' }).end());
    await story.room.happen(story.organization, 1);
    await story.room.deliver();
    await story.room.happen(story.organization, 20);
    await story.room.deliver();
    expect(story.receiver.journal).toHaveLength(1);
    await story.untilQuiet(endpoint.id);
    expect(story.receiver.journal).toHaveLength(22);
    const [first, second] = story.receiver.journal;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_000);
  });

  it('is disabled after five days without a success, once, and counts anew when it is enabled', async () => {
    const { endpoint } = await story.make();
    story.receiver.otherwise = 500;
    await story.room.happen(story.organization, 3);
    await story.untilQuiet(endpoint.id);
    const since = async (): Promise<unknown[]> =>
      story.test.asOwner(`select failing_since is null as well from endpoint_health where endpoint_id = $1`, [
        endpoint.id,
      ]);
    expect(await since()).toEqual([{ well: false }]);
    const back = (days: string) =>
      story.test.asOwner(`update endpoint_health set failing_since = now() - $2::interval where endpoint_id = $1`, [
        endpoint.id,
        days,
      ]);
    await back('4 days 23 hours');
    await story.room.happen(story.organization, 1);
    await story.untilQuiet(endpoint.id);
    const read = () => story.room.module.get(WebhookQueries).endpoint(story.admin, endpoint.id);
    expect(await read()).toMatchObject({ status: 'enabled' });
    story.receiver.next(204);
    await story.room.happen(story.organization, 1);
    await story.untilQuiet(endpoint.id);
    expect(await since()).toEqual([{ well: true }]);
    await story.room.happen(story.organization, 1);
    await story.untilQuiet(endpoint.id);
    await back('5 days');
    await story.room.happen(story.organization, 20);
    await story.untilQuiet(endpoint.id);
    expect(await read()).toMatchObject({ status: 'disabled', disabledReason: 'failing' });
    const told = await story.test.asOwner(
      `select 1 from event where organization_id = $1 and convert_from(bytes, 'UTF8')::json ->> 'type' = 'endpoint.disabled'`,
      [story.organization],
    );
    expect(told).toHaveLength(1);
    await story.room.module.get(EnableEndpoint).run(story.admin, { id: endpoint.id });
    expect(await since()).toEqual([{ well: true }]);
  });
});
