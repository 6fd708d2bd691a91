import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import type { Running } from '../support/processes.js';
import { claimBody } from '../support/story.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { Installation } from './installation.js';
import { type Journal, writePersistently } from './persistent-writer.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const rounds = Number(process.env.ROUNDS ?? 30);

describe(`PostgreSQL, killed ${rounds} times under load (fault 3; SEED=${seed})`, () => {
  const random = new Random(seed);
  let installation: Installation;
  let api: Running;
  let address: string;

  beforeAll(async () => {
    installation = await Installation.open();
    api = await installation.start('api', { PORT: '0' });
    address = /(http:\/\/[\w.:-]+)\/v1/.exec(api.output)?.[1] ?? '';
    await installation.start('worker');
  });
  afterAll(() => installation?.close());

  const status = (path: string): Promise<number> =>
    fetch(`${address}${path}`).then(
      (answer) => answer.status,
      () => 0,
    );
  const isReady = async () => (await status('/readyz')) === 200;
  const postmaster = (): number =>
    Number(fs.readFileSync(path.join(installation.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

  /** kill -9 of a backend in the middle of its work: PostgreSQL ends all others and recovers. */
  const killBackend = async (): Promise<void> => {
    const backends = await installation.asOwner<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = 'postgres'`,
    );
    if (backends.length > 0) process.kill(random.pick(backends).pid, 'SIGKILL');
  };
  /** pg_ctl -m immediate, and a start after a while in which nothing answers. */
  const killServer = async (): Promise<void> => {
    process.kill(postmaster(), 'SIGQUIT');
    await installation.server.exited;
    expect(await status('/livez')).toBe(200);
    await eventually('it says that it is not ready', async () => (await status('/readyz')) === 503);
    await pause(random.below(500));
    await installation.startDatabase();
  };

  it('loses no acknowledged write, makes none twice, and the service comes back by itself within 10 s', async () => {
    const { desk } = await installation.desk(address);
    let goesOn = true;
    const writers = Array.from({ length: 6 }, (_, writer) =>
      writePersistently({
        address: () => address,
        key: desk.researcher.key as string,
        path: '/claims',
        body: (number) => claimBody(desk.article.id, { statement: `Claim ${writer}.${number} of the fault test.` }),
        goesOn: () => goesOn,
      }),
    );
    const reading = (async () => {
      let answers = 0;
      // What needs no key is read through connections of its own.
      while (goesOn) if ((await status('/v1alpha1/claims:search?query=claim')) > 0) answers += 1;
      return answers;
    })();
    const back: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await pause(200 + random.below(600));
      await (round % 3 === 2 ? killServer() : killBackend());
      const from = performance.now();
      await eventually('it is ready again', isReady, 10_000);
      back.push(performance.now() - from);
    }
    goesOn = false;
    const journals: Journal[] = await Promise.all(writers);
    expect(await reading).toBeGreaterThan(0);
    const acknowledged = journals.flatMap((journal) => journal.acknowledged);
    const failures = journals.flatMap((journal) => [...journal.failures]);
    const claims = await installation.asOwner<{ id: string; statement: string }>(`select id, statement from claim`);
    expect(new Set(claims.map(({ id }) => id))).toEqual(new Set(acknowledged));
    expect(new Set(claims.map(({ statement }) => statement)).size).toBe(acknowledged.length);
    const inLog = () =>
      installation.asOwner<{ root: string }>(
        `select convert_from(e.bytes, 'UTF8')::json ->> 'root' as root from ledger_entry l
           join event e on e.organization_id = l.organization_id and e.id = l.event_id
          where convert_from(e.bytes, 'UTF8')::json ->> 'type' = 'claim.submitted'`,
      );
    const rows = await eventually('the log has them all', async () => {
      const found = await inLog();
      return found.length >= acknowledged.length && found;
    });
    expect(rows.map(({ root }) => root).sort()).toEqual([...acknowledged].sort());
    expect(api.child.exitCode).toBeNull();
    expect(await installation.doctor()).toMatchObject({ code: 0 });
    // Without failures nothing was tested; each said what it was.
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.map(([name]) => name).filter((name) => !/^503 request\.(database_away|busy)$/.test(name))).toEqual(
      [],
    );
    console.log(
      `${acknowledged.length} claims; failures before an answer: ${JSON.stringify(failures)}; ready again after at most ${Math.max(...back).toFixed(0)} ms`,
    );
  });
});
