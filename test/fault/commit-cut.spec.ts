import { randomInt } from 'node:crypto';
import { Random } from '../integration/desk/quorum-model/random.js';
import { eventually } from '../support/eventually.js';
import { claimBody } from '../support/story.js';
import { type Cut, CuttingProxy } from './cutting-proxy.js';
import { Installation } from './installation.js';
import { writePersistently } from './persistent-writer.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const cuts = Number(process.env.CUTS ?? 300);

describe(`connections cut between COMMIT and its answer, ${cuts} times (fault 4; SEED=${seed})`, () => {
  const random = new Random(seed);
  let installation: Installation;
  let proxy: CuttingProxy;
  let cutting = false;

  beforeAll(async () => {
    installation = await Installation.open();
    const choose = (): Cut =>
      cutting && random.below(4) === 0
        ? random.pick(['as soon as it was sent', 'when its answer had come'] as const)
        : undefined;
    proxy = await CuttingProxy.open(installation.databasePort, choose);
  });
  afterAll(async () => {
    await proxy?.close();
    await installation?.close();
  });

  it('tells a client that asks again what became of it: every claim is made once', async () => {
    const through = installation.server.url('postgres').replace(`:${installation.databasePort}/`, `:${proxy.port}/`);
    const api = await installation.start('api', { PORT: '0', DATABASE_URL: through });
    await installation.start('worker', { DATABASE_URL: through });
    const address = /(http:\/\/[\w.:-]+)\/v1/.exec(api.output)?.[1] ?? '';
    const { desk } = await installation.desk(address);
    const before = proxy.cuts;
    cutting = true;
    const journals = await Promise.all(
      Array.from({ length: 8 }, (_, writer) =>
        writePersistently({
          address: () => address,
          key: desk.researcher.key as string,
          path: '/claims',
          body: (number) => claimBody(desk.article.id, { statement: `Claim ${writer}.${number} of the cut commits.` }),
          goesOn: () => proxy.cuts - before < cuts,
        }),
      ),
    );
    cutting = false;

    const acknowledged = journals.flatMap((journal) => journal.acknowledged);
    const claims = await installation.asOwner<{ id: string; statement: string }>('select id, statement from claim');
    expect(claims.map(({ id }) => id).sort()).toEqual([...acknowledged].sort());
    expect(new Set(claims.map(({ statement }) => statement)).size).toBe(acknowledged.length);
    const failures = new Set(journals.flatMap((journal) => [...journal.failures.keys()]));
    expect([...failures]).toEqual(['503 request.database_away']);
    await eventually('each claim has one event with an index', async () => {
      const [row] = await installation.asOwner<{ events: string }>(
        `select count(*) as events from ledger_entry l
           join event e on e.organization_id = l.organization_id and e.id = l.event_id
          where convert_from(e.bytes, 'UTF8')::json ->> 'type' = 'claim.submitted'`,
      );
      return Number(row?.events) === acknowledged.length;
    });
    expect(api.child.exitCode).toBeNull();
    expect(await installation.doctor()).toMatchObject({ code: 0 });
    const repeated = journals.reduce((sum, journal) => sum + journal.waited.length, 0);
    console.log(`${acknowledged.length} claims, ${proxy.cuts - before} cuts, ${repeated} of them asked for again`);
  });
});
