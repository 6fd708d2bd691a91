import { Transaction } from '#libs/database';
import { erasurePlaces } from '#libs/factcheck';
import { JobRunner, WorkStore } from '#libs/jobs';
import { Refused, systemActor } from '#libs/kernel';
import { ErasurePlaces } from '#libs/ledger';
import { createLog } from '#libs/runtime';
import {
  DisableEndpoint,
  KeepPast,
  PreviewRecovery,
  Redeliver,
  type RecoveryScope,
  RunRecovery,
  SendTest,
  StartRecovery,
  WebhookQueries,
} from '#libs/webhooks';
import { eventually } from '../../support/eventually.js';
import { webhookStory } from './webhook-story.js';

const day = 86_400;
const story = webhookStory({ retrySeconds: [], hotSeconds: 3_600, keptSeconds: 30 * day });

const get = <T>(type: new (...given: never[]) => T): T => story.room.module.get(type);
const keep = (stillMine: () => boolean = () => true): Promise<void> =>
  get(KeepPast).run(story.organization, story.organization, stillMine);
/** Everything of this newsroom happened so many seconds earlier. */
const age = async (seconds: number): Promise<void> => {
  for (const table of ['delivery', 'delivery_past']) {
    await story.test.asOwner(
      `update ${table} set created_at = created_at - make_interval(secs => $2), finished_at = finished_at - make_interval(secs => $2)
        where organization_id = $1`,
      [story.organization, seconds],
    );
  }
};
const lying = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const table of ['delivery', 'attempt', 'delivery_past', 'attempt_past']) {
    const [row] = await story.test.asOwner<{ count: number }>(
      `select count(*)::int as count from ${table} where organization_id = $1`,
      [story.organization],
    );
    counts[table] = row!.count;
  }
  return counts;
};
const count = async (endpoint: string, scope: RecoveryScope): Promise<number> =>
  (await get(PreviewRecovery).count(story.admin, endpoint, { scope, sinceIndex: 0 })).deliveries;
const recover = async (endpoint: string, scope: RecoveryScope): Promise<void> => {
  const { id } = await get(StartRecovery).run(story.admin, endpoint, { scope, sinceIndex: 0 });
  await get(RunRecovery).run(story.organization, id, () => true);
  await story.untilQuiet(endpoint);
};
const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );

describe('a delivery that has ended', () => {
  it('leaves the hot tables with its attempts, and reads as before', async () => {
    const { endpoint } = await story.make();
    story.receiver.next(500);
    await story.room.happen(story.organization, 1_203);
    await eventually('all are told', async () => {
      await story.room.deliver();
      return (await lying()).attempt === 1_203;
    });
    await get(SendTest).run(story.admin, endpoint.id);
    await story.untilQuiet(endpoint.id);
    await keep();
    expect(await lying()).toEqual({ delivery: 1_204, attempt: 1_204, delivery_past: 0, attempt_past: 0 });
    await age(3_600);
    await story.room.happen(story.organization, 2);
    await story.untilQuiet(endpoint.id);
    const before = await story.deliveries(endpoint.id);
    const [failed] = (await get(WebhookQueries).deliveries(story.admin, endpoint.id, 'exhausted', { limit: 5 })).items;
    const log = await story.attempts(failed!.id);
    // Its worker was killed after one batch; the next goes on.
    let looks = 0;
    await keep(() => (looks += 1) <= 1);
    expect(await lying()).toMatchObject({ delivery: 706, attempt: 706, delivery_past: 500, attempt_past: 500 });
    await keep();
    expect(await lying()).toEqual({ delivery: 2, attempt: 2, delivery_past: 1_204, attempt_past: 1_204 });
    expect(await story.deliveries(endpoint.id)).toEqual(before);
    expect((await get(WebhookQueries).deliveries(story.admin, endpoint.id, 'exhausted', { limit: 5 })).items).toEqual([
      failed,
    ]);
    expect(await story.attempts(failed!.id)).toEqual(log);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await get(WebhookQueries).deliveries(story.admin, endpoint.id, undefined, {
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      more = cursor !== undefined;
    }
    expect([seen.length, new Set(seen).size, [...seen].sort().reverse()]).toEqual([1_206, 1_206, seen]);
  });

  it('stays while it is pending, or while somebody may still write what became of it', async () => {
    const { endpoint } = await story.make();
    await story.room.happen(story.organization, 1);
    await age(day);
    await keep();
    expect(await lying()).toMatchObject({ delivery: 1, delivery_past: 0 });
    const [held] = await get(WorkStore).lease('delivery', 10, 60);
    await get(DisableEndpoint).run(story.admin, { id: endpoint.id });
    await age(day);
    await keep();
    expect(await lying()).toMatchObject({ delivery: 1, delivery_past: 0 });
    await story.test.asOwner(`delete from work_due where subject_id = $1`, [held!.subject]);
    await keep();
    expect(await lying()).toMatchObject({ delivery: 0, delivery_past: 1 });
  });

  it('is sent again from where it lies, with its log going on', async () => {
    const { endpoint } = await story.make();
    story.receiver.next(500);
    await story.room.happen(story.organization, 3);
    await story.untilQuiet(endpoint.id);
    await age(day);
    await keep();
    const [first] = (await get(WebhookQueries).deliveries(story.admin, endpoint.id, 'exhausted', { limit: 5 })).items;
    expect(await get(Redeliver).run(story.admin, first!.id)).toMatchObject({ status: 'pending', attempts: 1 });
    await keep();
    await story.untilQuiet(endpoint.id);
    expect((await story.attempts(first!.id)).map(({ number, result }) => [number, result])).toEqual([
      [1, 'http_error'],
      [2, 'delivered'],
    ]);
    expect(await lying()).toEqual({ delivery: 1, attempt: 2, delivery_past: 2, attempt_past: 2 });
    const ids = new Set((await story.deliveries(endpoint.id)).map(({ id }) => id));
    story.receiver.journal.splice(0);
    await recover(endpoint.id, 'all');
    expect(new Set(story.receiver.journal.map(({ id }) => id))).toEqual(ids);
  });

  it('goes for good after its days; what arrived is not missed, and what did not is', async () => {
    const { endpoint } = await story.make();
    for (let stretch = 0; stretch < 3; stretch += 1) {
      await story.room.happen(story.organization, 4);
      await story.room.happen(story.organization, 2, 'claim.submitted');
      await story.untilQuiet(endpoint.id);
    }
    story.receiver.otherwise = 500;
    await story.room.happen(story.organization, 5);
    await story.untilQuiet(endpoint.id);
    story.receiver.otherwise = 204;
    const all = await story.deliveries(endpoint.id);
    await age(20 * day);
    await keep();
    expect(await lying()).toMatchObject({ delivery: 0, delivery_past: 17, attempt_past: 17 });
    await age(11 * day);
    let looks = 0;
    await keep(() => (looks += 1) <= 2);
    await keep();
    expect(await lying()).toEqual({ delivery: 0, attempt: 0, delivery_past: 0, attempt_past: 0 });
    expect(await story.deliveries(endpoint.id)).toEqual([]);
    expect(await codeOf(story.attempts(all[0]!.id))).toBe('not_found');
    expect(await codeOf(get(Redeliver).run(story.admin, all[0]!.id))).toBe('not_found');

    expect(await Promise.all((['missed', 'exhausted', 'all'] as const).map((s) => count(endpoint.id, s)))).toEqual([
      5, 0, 17,
    ]);
    story.receiver.journal.splice(0);
    await recover(endpoint.id, 'missed');
    const missed = all.filter(({ status }) => status === 'exhausted').map(({ index }) => Number(index));
    expect(story.indexes().sort((a, b) => a - b)).toEqual(missed.sort((a, b) => a - b));
    expect(await count(endpoint.id, 'missed')).toBe(0);
    // What is told once more is a delivery of its own, at the end of the sequence.
    story.receiver.journal.splice(0);
    await recover(endpoint.id, 'all');
    expect(story.indexes()).toHaveLength(17);
    const sequences = (await story.deliveries(endpoint.id)).map(({ sequence }) => Number(sequence));
    expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, place) => 17 + place));
    const told = await story.test.asOwner<{ ranges: string }>(
      `select told::text as ranges from delivery_told where organization_id = $1`,
      [story.organization],
    );
    expect(told).toEqual([{ ranges: '{[1,5),[7,11),[13,17)}' }]);
  });
});

describe('the past of deliveries', () => {
  it('is looked at again and again, also after a failure', async () => {
    await story.make();
    const planned = async () =>
      story.test.asOwner<{ due: number; fence: number }>(
        `select extract(epoch from due_at - now())::float8 as due, fence from work_due where organization_id = $1 and kind = 'past-deliveries'`,
        [story.organization],
      );
    expect(await planned()).toHaveLength(1);
    const log = createLog('silent');
    const jobs = get(JobRunner);
    await story.test.asOwner(`update work_due set due_at = now() + interval '1 hour' where organization_id <> $1`, [
      story.organization,
    ]);
    for (let round = 0; round < 6; round += 1) {
      expect(await jobs.next(get(KeepPast), log)).toBe(true);
      const [next] = await planned();
      expect([next!.due > 500, next!.due <= 600]).toEqual([true, true]);
      await story.test.asOwner(`update work_due set due_at = now() where organization_id = $1`, [story.organization]);
    }
    const broken = {
      kind: 'past-deliveries',
      run: () => Promise.reject(new Error('no')),
      giveUp: (organization: string) => get(KeepPast).giveUp(organization),
    };
    expect(await jobs.next(broken, log)).toBe(true);
    expect((await planned())[0]!.due).toBeGreaterThan(500);
  });

  it('is erased where a receiver answered with a name', async () => {
    const { endpoint } = await story.make();
    await story.room.happen(story.organization, 2);
    await story.untilQuiet(endpoint.id);
    await age(day);
    await keep();
    await story.room.happen(story.organization, 1);
    await story.untilQuiet(endpoint.id);
    for (const table of ['attempt', 'attempt_past']) {
      await story.test.asOwner(`update ${table} set response_body = 'Kai' where organization_id = $1`, [
        story.organization,
      ]);
    }
    const rows = await story.test.asOwner<{ id: string }>(
      `select distinct root_id as id from ledger_state where organization_id = $1 and type = 'claim'`,
      [story.organization],
    );
    const claims = rows.map(({ id }) => id);
    const places = get(ErasurePlaces);
    for (const place of erasurePlaces.filter((name) => name !== 'webhook_attempts'))
      places.add({ place, count: () => Promise.resolve(0), erase: () => Promise.resolve(0) });
    const what = { subjects: [], claims };
    await get(Transaction).run(systemActor(story.organization), async (tx) => {
      expect((await places.count(tx, what)).webhook_attempts).toBe(3);
      expect((await places.erase(tx, what)).webhook_attempts).toBe(3);
      expect((await places.count(tx, what)).webhook_attempts).toBe(0);
    });
    const left = await story.test.asOwner(
      `select 1 from (select * from attempt union all select * from attempt_past) a where organization_id = $1 and response_body is not null`,
      [story.organization],
    );
    expect(left).toEqual([]);
  });
});
