import { randomInt } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { DeskModule } from '#libs/desk';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';
import { Random } from './quorum-model/random.js';
import { tampered } from './quorum-model/tampered.js';
import { type Seen, Walk } from './quorum-model/walk.js';

/*
 * Each of these guards was taken out by itself, with whatever stands behind it, and was missed within 100 runs or fewer:
 * - who votes: the author check; whoever edits, rewords or is handed a draft becoming an author; recusal for good; interests
 *   before and after voting; gatherers of evidence where the policy bars them; a person before a vote and a publication;
 *   revoked keys; suspended members; one ballot a person (made one a key, in the rule and in the unique index).
 * - on what: the digest of the ballot; ballots void after recall, revision and objection; no edit of a verdict and no new
 *   wording of its claim in review; the verdict that ends with its claim.
 * - how many: the number of approvals; the count repeated at publication; the policy of the submission rather than the one in
 *   force; two people for a weaker policy.
 * - what goes out: only what is approved; not under hold; not by an author where the policy says so; not by or for somebody
 *   with an interest, the scheduler's later one included; not on a suspended claim; no next version without a correction
 *   that somebody uninvolved accepted.
 */
// RUNS=2000 for the long run. Each stream is a newsroom of its own, so a seed repeats exactly.
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const runs = Number(process.env.RUNS ?? 80);
const [streams, steps] = [4, 50];

describe(`whatever anybody does, in any order (SEED=${seed})`, () => {
  let on: TestDatabase;
  let rooms: INestApplicationContext;
  const clients: Client[] = [];
  const walks: Walk[] = [];
  const seen: Seen = { published: new Map(), done: new Map(), refused: new Map() };

  beforeAll(async () => {
    on = await freshDatabase();
    rooms = await openRooms(await on.open(streams * 2), [DeskModule]);
    for (let n = 0; n < streams; n += 1) {
      const client = new Client({ connectionString: on.ownerUrl });
      await client.connect();
      clients.push(client);
      walks.push(await Walk.open(rooms, client, new Random(seed + n), seen));
    }
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await rooms?.close();
    await on?.drop();
  });

  it(
    'nothing is approved or published without the quorum of people who did not write it, on its very words, under the policy of its submission',
    async () => {
      await Promise.all(
        walks.map(async (walk, stream) => {
          for (let run = 0; run < runs / streams; run += 1) {
            await walk.run(steps).catch((error: unknown) => {
              throw new Error(`SEED=${seed}, newsroom ${stream}, run ${run}: ${String(error)}`, { cause: error });
            });
          }
        }),
      );
      if (process.env.SHOW) console.log(seen);
    },
    60_000 + runs * 3_000,
  );

  it('these were no idle walks', () => {
    const often = (map: Map<string, number>, names: readonly string[]): unknown[] =>
      names.filter((name) => (map.get(name) ?? 0) < 3);
    expect([...seen.published.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThan(runs / 4);
    expect(often(seen.published, ['a first version', 'a next version'])).toEqual([]);
    const done =
      'edit handOver reword editCitation submit recall revise object withdrawBallot recuse interest schedule clock ' +
      'policy confirm retraction decide hold release suspend restore merge unmerge drop withdraw reopen ' +
      'suspendMember changeRoles issueKey rotateKey';
    expect(often(seen.done, done.split(' '))).toEqual([]);
    const refused =
      'access.person_needed access.denied key.invalid verdict.author_cannot_vote verdict.already_voted verdict.recused ' +
      'verdict.digest_mismatch policy.second_person_needed claim.held claim.wording_frozen interests.conflict';
    expect(often(seen.refused, refused.split(' '))).toEqual([]);
  });

  it('the whole log heard once more tells of just what went out', async () => {
    for (const walk of walks) {
      const oracle = walk.heard(await walk.whole());
      expect(oracle.wrong).toEqual([]);
      const { rows } = await walk.client.query<{ id: string }>(
        `select id from verdict where organization_id = $1 and published_at is not null order by id`,
        [walk.cast.organization],
      );
      expect([...oracle.published].sort()).toEqual(rows.map(({ id }) => id));
    }
  });

  it('the oracle hears what never may be', async () => {
    // Not every walk comes to what can be lied about; one that does is enough.
    const heard = new Map<string, boolean>();
    for (const walk of walks)
      for (const [what, changed] of Object.entries(tampered(await walk.whole(), walk.oracle)))
        heard.set(what, heard.get(what) === true || walk.heard(changed).wrong.some((wrong) => wrong.includes(what)));
    expect([...heard].filter(([, found]) => !found)).toEqual([]);
    expect(heard.size).toBeGreaterThan(10);
  });
});
