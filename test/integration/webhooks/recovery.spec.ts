import { WorkStore } from '#libs/jobs';
import { type Actor, Refused } from '#libs/kernel';
import {
  ChangeEndpoint,
  DisableEndpoint,
  EnableEndpoint,
  PreviewRecovery,
  Redeliver,
  type RecoveryScope,
  RunRecovery,
  StartRecovery,
  WebhookQueries,
} from '#libs/webhooks';
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
  room = await WebhookRoom.open(test, { retrySeconds: [] });
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

const start = (endpoint: string, scope: RecoveryScope, sinceIndex = 0) =>
  room.module.get(StartRecovery).run(admin, endpoint, { scope, sinceIndex });
const count = async (endpoint: string, scope: RecoveryScope, sinceIndex = 0): Promise<number> =>
  (await room.module.get(PreviewRecovery).count(admin, endpoint, { scope, sinceIndex })).deliveries;
const finish = (id: string, stillMine: () => boolean = () => true) =>
  room.module.get(RunRecovery).run(organization, id, stillMine);
const read = (id: string) => room.module.get(WebhookQueries).recovery(admin, id);
const deliveries = async (endpoint: string) =>
  test.asOwner<{ id: string; index: string; sequence: string; status: string }>(
    `select id, ledger_index as index, sequence, status from delivery where endpoint_id = $1 order by ledger_index`,
    [endpoint],
  );
const untilQuiet = (endpoint: string) =>
  eventually('nothing is pending', async () => {
    await room.deliver();
    return (await deliveries(endpoint)).every(({ status }) => status !== 'pending');
  });
/** The log's own word on what the endpoint is to have. */
const published = async (): Promise<number[]> =>
  (
    await test.asOwner<{ index: string }>(
      `select l.index from ledger_entry l join event e on e.organization_id = l.organization_id and e.id = l.event_id
        where l.organization_id = $1 and convert_from(e.bytes, 'UTF8')::json ->> 'type' = 'verdict.published' order by l.index`,
      [organization],
    )
  ).map(({ index }) => Number(index));
const arrived = (): number[] =>
  [...new Set(receiver.journal.map(({ body }) => (JSON.parse(body) as { data: { index: number } }).data.index))].sort(
    (a, b) => a - b,
  );
const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );

describe('a recovery', () => {
  it('brings exactly what was missed: before the endpoint was made, while it was disabled, exhausted, cancelled', async () => {
    await room.happen(organization, 700);
    await room.happen(organization, 3, 'claim.submitted');
    const { endpoint } = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 5);
    await room.deliver();
    receiver.otherwise = 500;
    await room.happen(organization, 7);
    await untilQuiet(endpoint.id);
    await room.happen(organization, 4);
    await room.module.get(DisableEndpoint).run(admin, { id: endpoint.id });
    await room.happen(organization, 9);
    expect(await codeOf(start(endpoint.id, 'missed'))).toBe('endpoint.not_enabled');
    expect(await codeOf(count(endpoint.id, 'missed'))).toBe('endpoint.not_enabled');
    await room.module.get(EnableEndpoint).run(admin, { id: endpoint.id });
    await room.happen(organization, 2);
    receiver.otherwise = 204;
    await untilQuiet(endpoint.id);
    const before = arrived();

    expect(await count(endpoint.id, 'missed')).toBe(720);
    expect([await count(endpoint.id, 'exhausted'), await count(endpoint.id, 'all')]).toEqual([7, 727]);
    const recovery = await start(endpoint.id, 'missed');
    expect(await codeOf(start(endpoint.id, 'all'))).toBe('endpoint.recovering');
    // Its first worker is killed after one stretch; another goes on.
    let steps = 0;
    await finish(recovery.id, () => (steps += 1) <= 1);
    expect(await read(recovery.id)).toMatchObject({ status: 'running', nextIndex: 500, deliveries: 500 });
    await finish(recovery.id);
    expect(await read(recovery.id)).toMatchObject({ status: 'done', deliveries: 720 });
    await untilQuiet(endpoint.id);
    expect(arrived()).toEqual(await published());
    expect(before.length).toBeLessThan(20);
    const all = await deliveries(endpoint.id);
    expect(all.map(({ status }) => status)).toEqual(Array(727).fill('delivered'));
    // No receiver sees a gap: what came late has its own numbers.
    expect(all.map(({ sequence }) => Number(sequence)).sort((a, b) => a - b)).toEqual(all.map((_, place) => place));
    expect(await count(endpoint.id, 'missed')).toBe(0);
  });

  it('of what was exhausted sends that and nothing else, from the index that was named', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    receiver.otherwise = 500;
    await room.happen(organization, 6);
    await untilQuiet(endpoint.id);
    receiver.otherwise = 204;
    receiver.journal.splice(0);
    const since = (await published())[2] as number;
    await finish((await start(endpoint.id, 'exhausted', since)).id);
    await untilQuiet(endpoint.id);
    expect(arrived()).toEqual((await published()).slice(2));
    const { items } = await room.module.get(WebhookQueries).deliveries(admin, endpoint.id, 'exhausted', { limit: 10 });
    expect(items).toHaveLength(2);
  });

  it('since a time begins with the first event of that time', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 2);
    const [row] = await test.asOwner<{ at: string }>(
      `select instant(max(sequenced_at) + interval '1 millisecond') as at from ledger_entry where organization_id = $1`,
      [organization],
    );
    const preview = (since: string) =>
      room.module.get(PreviewRecovery).count(admin, endpoint.id, { scope: 'all', since });
    await room.deliver();
    expect(await preview('2020-01-01T00:00:00Z')).toMatchObject({ fromIndex: 0, untilIndex: 3, deliveries: 2 });
    expect(await preview(row!.at)).toMatchObject({ fromIndex: 3, untilIndex: 3, deliveries: 0 });
    const none = { scope: 'all' } as const;
    expect(await codeOf(room.module.get(StartRecovery).run(admin, endpoint.id, none))).toBe('request.invalid');
  });

  it('of a strict order goes through the log from its oldest on, one at a time', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    await room.module.get(ChangeEndpoint).run(admin, endpoint.id, { strictOrder: true }, 1);
    receiver.otherwise = 500;
    await room.happen(organization, 5);
    await untilQuiet(endpoint.id);
    receiver.otherwise = 204;
    receiver.journal.splice(0);
    await finish((await start(endpoint.id, 'missed')).id);
    await untilQuiet(endpoint.id);
    const order = receiver.journal.map(({ body }) => (JSON.parse(body) as { data: { index: number } }).data.index);
    expect(order).toEqual(await published());
  });

  it('waits for a request that is under way, whose outcome must not be lost', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    await room.happen(organization, 1);
    const [held] = await room.module.get(WorkStore).lease('delivery', 10, 60);
    // Its endpoint was disabled and enabled meanwhile.
    await room.module.get(DisableEndpoint).run(admin, { id: endpoint.id });
    await room.module.get(EnableEndpoint).run(admin, { id: endpoint.id });
    expect(await codeOf(room.module.get(Redeliver).run(admin, held!.subject))).toBe('delivery.pending');
    const recovery = await start(endpoint.id, 'missed');
    let looks = 0;
    const running = finish(recovery.id, () => (looks += 1) < 100);
    await eventually('it has looked', () => looks > 0);
    expect(await read(recovery.id)).toMatchObject({ status: 'running', deliveries: 0 });
    await test.asOwner(`delete from work_due where subject_id = $1`, [held!.subject]);
    await running;
    expect(await read(recovery.id)).toMatchObject({ status: 'done', deliveries: 1 });
    await untilQuiet(endpoint.id);
    expect(receiver.journal).toHaveLength(1);
  });

  it('stops when its endpoint is disabled', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    const recovery = await start(endpoint.id, 'all');
    await room.module.get(DisableEndpoint).run(admin, { id: endpoint.id });
    await finish(recovery.id);
    expect(await read(recovery.id)).toMatchObject({ status: 'stopped', deliveries: 0 });
    const other = await room.endpoint(organization, receiver.url);
    const given = await start(other.endpoint.id, 'all');
    await room.module.get(RunRecovery).giveUp(organization, given.id);
    expect(await read(given.id)).toMatchObject({ status: 'stopped' });
  });
});

describe('a delivery', () => {
  it('that has ended is sent once more, under its id and with the schedule from its beginning', async () => {
    const { endpoint } = await room.endpoint(organization, receiver.url);
    receiver.next(500);
    await room.happen(organization, 1);
    await untilQuiet(endpoint.id);
    const [one] = await deliveries(endpoint.id);
    const again = () => room.module.get(Redeliver).run(admin, one!.id);
    expect(await again()).toMatchObject({ status: 'pending', attempts: 1 });
    expect(await codeOf(again())).toBe('delivery.pending');
    await untilQuiet(endpoint.id);
    await again();
    await untilQuiet(endpoint.id);
    expect(receiver.journal.map(({ id }) => id)).toEqual(Array(3).fill(one!.id));
    const attempts = await room.module.get(WebhookQueries).attempts(admin, one!.id);
    expect(attempts.map(({ number, result }) => [number, result])).toEqual([
      [1, 'http_error'],
      [2, 'delivered'],
      [3, 'delivered'],
    ]);
    await room.module.get(DisableEndpoint).run(admin, { id: endpoint.id });
    expect(await codeOf(again())).toBe('endpoint.not_enabled');
  });
});
