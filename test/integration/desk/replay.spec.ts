import { randomInt } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import * as desk from '#libs/desk';
import { type EventContents, eventContents, type EventType, type Stage, stages, subjectTypes } from '#libs/factcheck';
import * as identity from '#libs/identity';
import { type Actor, canonicalJson, type Json } from '#libs/kernel';
import { type ReplayFinding, StatesAt, SubjectTables } from '#libs/ledger';
import * as webhooks from '#libs/webhooks';
import { Random } from './quorum-model/random.js';
import { actions } from './replay/actions/all.js';
import { RandomRun } from './replay/random-run.js';
import { replayed, type States } from './replay/replayed.js';
import { type House, Scene } from './replay/scene.js';

// ACTIONS=10000 for the long run; the streams act at once, STREAMS=1 repeats a seed exactly.
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const wanted = Number(process.env.ACTIONS ?? 2_000);
const streams = Number(process.env.STREAMS ?? 4);

/** Verbs that nothing here runs, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  CreateOrganization: 'it makes the house',
  SuspendErased: 'it suspends, as SuspendMember does, on a database that is older than the suspension',
  DigestAccessJob: 'it runs DigestAccess',
  PruneAccessJob: 'it ends what no event told of',
  KeepPast: 'it moves deliveries and ends them after their days, which no event tells of',
};

describe(`after a random run of ${wanted} actions (SEED=${seed})`, () => {
  let run: RandomRun;
  let rooms: INestApplicationContext;
  let house: House;
  let log: States;
  let clients: readonly Client[];
  let compared = 0;

  beforeAll(
    async () => {
      run = await RandomRun.open(seed, streams);
      ({ rooms, house, clients } = run);
      await run.act(wanted);
      await run.actWhatIsLeft();
      await run.sequence();
      log = await replayed(clients[0] as Client, house.organization);
    },
    60_000 + wanted * 60,
  );
  afterAll(() => run?.close());

  const differences = async (): Promise<readonly ReplayFinding[]> => {
    const found = await run.replay();
    ({ compared } = found);
    return found.all;
  };

  it('everything that can be done was done', () => {
    if (process.env.SHOW) console.log(run.done, run.refused);
    expect(run.missing()).toEqual([]);
  });

  it('the last that the log says of each subject is what stands in the tables, byte for byte', async () => {
    expect((await differences()).slice(0, 20)).toEqual([]);
    // The first policy and the first scale, of which no event tells as a change.
    const begun = log.has('policy') ? 1 : 2;
    expect(compared).toBe([...log.values()].reduce((sum, states) => sum + states.size, begun));
    expect(compared).toBeGreaterThan(wanted / 4);
  });

  it('the replay knows the table of every subject that an event can tell of', () => {
    expect(rooms.get(SubjectTables).types).toEqual([...subjectTypes].sort());
  });

  it('is the same again while people go on working', async () => {
    const scene = new Scene(rooms, clients[0] as Client, house, new Random(seed + 100));
    let looking = true;
    const looked = differences().finally(() => (looking = false));
    while (looking) await run.step(scene, scene.random.pick(Object.keys(actions)));
    expect((await looked).slice(0, 20)).toEqual([]);
    // Now some of it has no index yet.
    expect((await differences()).slice(0, 20)).toEqual([]);
    await run.sequence();
    log = await replayed(clients[0] as Client, house.organization);
  });

  it('the state at any index is what the log had said until then', async () => {
    const { rows } = await (clients[0] as Client).query<{ size: string }>(
      `select size from ledger_head where organization_id = $1`,
      [house.organization],
    );
    const end = Number(rows[0]?.size);
    const random = new Random(seed);
    for (const size of [1, random.below(end), random.below(end), random.below(end), end]) {
      const at = { organization: house.organization, size };
      const before = await replayed(clients[0] as Client, house.organization, size);
      const found: States = new Map();
      for (const type of before.keys()) {
        const ids = [...(before.get(type)?.keys() ?? [])];
        const states = await rooms.get(StatesAt).ofIds(at, type as Parameters<StatesAt['ofIds']>[1], ids);
        found.set(type, new Map(states.map(({ id, state }) => [id, canonicalJson(state as Json)])));
        const counted = await rooms.get(StatesAt).count(at, type as Parameters<StatesAt['ofIds']>[1]);
        expect([size, type, counted]).toEqual([size, type, ids.length]);
      }
      expect([size, found]).toEqual([size, before]);
    }
  });

  it('only where a subject begins is its version 1, which tells the sequencer that nothing stood before', async () => {
    const { rows } = await (clients[0] as Client).query(
      `select type, id, version, place from (
         select c ->> 'type' as type, c ->> 'id' as id, (c ->> 'version')::int as version,
                row_number() over (partition by c ->> 'type', c ->> 'id' order by l.index) as place
           from ledger_entry l join event e on e.organization_id = l.organization_id and e.id = l.event_id,
                json_array_elements(convert_from(e.bytes, 'UTF8')::json -> 'changes') c) told
        where place > 1 and version = 1`,
    );
    expect(rows).toEqual([]);
  });

  it('the status that the log keeps beside each state is the one that its event tells', async () => {
    const { rows } = await (clients[0] as Client).query(
      `select s.type, s.status from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
        where s.status is distinct from convert_from(e.bytes, 'UTF8')::json #>> array['changes', s.change::text, 'after', 'status']`,
    );
    expect(rows).toEqual([]);
  });

  it('every event holds what the catalogue says of its type, and nothing else', async () => {
    const { rows } = await (clients[0] as Client).query<{ type: EventType; subjects: string[]; facts: string[] }>(
      `select e ->> 'type' as type, array(select c ->> 'type' from json_array_elements(e -> 'changes') c) as subjects,
              array(select json_object_keys(e -> 'facts')) as facts
         from (select convert_from(bytes, 'UTF8')::json as e from event) all_events`,
    );
    const unsaid = rows.flatMap(({ type, subjects, facts }) => {
      const said: EventContents = eventContents[type];
      const more = [...subjects, ...facts].filter((one) => ![...said.subjects, ...said.facts].includes(one));
      return more.map((one) => `${type}: ${one}`);
    });
    expect([...new Set(unsaid)]).toEqual([]);
  });

  it('a claim as of now is the claim, with all its parts', async () => {
    const { organization } = house;
    const at = { organization, size: Number.MAX_SAFE_INTEGER };
    const include = [...desk.claimIncludes];
    const reader = house.people.find(({ roles }) => roles.includes('editor')) as Actor;
    const claims = [...(log.get('claim')?.keys() ?? [])];
    for (const id of claims) {
      const [then, now] = [
        await rooms.get(desk.AsOf).claim(reader, at, id, include),
        await rooms.get(desk.ClaimReads).get(reader, id, include),
      ];
      const canonical = (json: string | undefined): string => canonicalJson(JSON.parse(json ?? 'null') as Json);
      expect(canonical(then?.json)).toBe(canonical(now?.json));
    }
    expect(claims.length).toBeGreaterThan(20);
    // As many reads of the past as there are claims: long runs, and machines with other work, need their time.
  }, 120_000);

  it('the times over a period are those of the claims one by one', async () => {
    const reads = rooms.get(desk.StageReads);
    const { rows } = await (clients[0] as Client).query<{ at: string }>(
      `select instant(sequenced_at) as at from ledger_entry where organization_id = $1 order by index`,
      [house.organization],
    );
    const random = new Random(seed);
    const stays = (
      await Promise.all([...(log.get('claim')?.keys() ?? [])].map((id) => reads.ofClaim(house.organization, id)))
    ).flat();
    for (let n = 0; n < 5; n += 1) {
      const [from = '', to = ''] = [random.pick(rows).at, random.pick(rows).at].sort();
      const ended = (stage: Stage): number =>
        stays.filter((stay) => stay.stage === stage && stay.until !== null && stay.until >= from && stay.until < to)
          .length;
      const times = await reads.ofPeriod(house.organization, from, to);
      expect([from, to, times.map(({ stays: n }) => n)]).toEqual([from, to, stages.map(ended)]);
    }
  });

  it('no verb is left out without a reason', () => {
    const verbs = [...Object.entries(desk), ...Object.entries(identity), ...Object.entries(webhooks)].filter(
      ([, offered]) => typeof offered === 'function' && 'run' in ((offered.prototype as object | undefined) ?? {}),
    );
    const acted = new Set(Object.values(actions).flatMap((action) => action.verbs));
    const without = verbs
      .filter(([name, verb]) => !acted.has(verb as never) && !(name in leftOut))
      .map(([name]) => name);
    expect(without).toEqual([]);
    expect(verbs.length).toBeGreaterThan(50);
  });
});
