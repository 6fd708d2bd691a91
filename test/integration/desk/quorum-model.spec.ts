import { randomInt } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { DeskModule } from '#libs/desk';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';
import { demandLegitimate } from './quorum-model/invariant.js';
import { hireAll } from './quorum-model/newsroom.js';
import { Random } from './quorum-model/random.js';
import { Rulebook, type Seen, Walk } from './quorum-model/walk.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const [streams, walks, steps] = [4, 75, 40];

describe(`whatever anybody does, in any order (SEED=${seed})`, () => {
  let on: TestDatabase;
  let rooms: INestApplicationContext;
  const clients: Client[] = [];

  beforeAll(async () => {
    on = await freshDatabase();
    rooms = await openRooms(await on.open(streams * 2), [DeskModule]);
    for (let n = 0; n < streams; n += 1) {
      const client = new Client({ connectionString: on.ownerUrl });
      await client.connect();
      clients.push(client);
    }
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await rooms?.close();
    await on?.drop();
  });

  it('nothing is published without n approvals by people who did not write it, on its very digest, under the policy of its submission', async () => {
    const seen: Seen = { published: 0, done: new Map(), refused: new Map() };
    await Promise.all(
      clients.map(async (client, stream) => {
        const staffed = await hireAll(rooms, on);
        const book = new Rulebook();
        const random = new Random(seed + stream);
        for (let walk = 0; walk < walks; walk += 1) {
          await new Walk(rooms, client, staffed, book, random, seen).run(steps).catch((error: unknown) => {
            throw new Error(`SEED=${seed}, organization ${stream}, walk ${walk}: ${String(error)}`, { cause: error });
          });
        }
      }),
    );
    // Walks that get nowhere would prove nothing.
    expect(seen.published).toBeGreaterThan(150);
    for (const action of [
      'recall',
      'revise',
      'object',
      'handOver',
      'edit',
      'withdraw',
      'clock',
      'policy',
      'confirm',
      'retraction',
      'decide',
    ]) {
      expect([action, (seen.done.get(action) ?? 0) > 5]).toEqual([action, true]);
    }
    for (const code of [
      'verdict.author_cannot_vote',
      'verdict.already_voted',
      'verdict.digest_mismatch',
      'access.person_needed',
      'policy.second_person_needed',
    ]) {
      expect([code, (seen.refused.get(code) ?? 0) > 5]).toEqual([code, true]);
    }
    if (process.env.SHOW) console.log(seen);
  }, 120_000);

  it('the look at the tables sees a quorum that was taken away', async () => {
    const [client] = clients as [Client];
    const { rows } = await client.query<{ id: string; approvals: number; authors: string[]; voters: string[] }>(
      `select v.id, (p.content -> 'quorum' ->> 'approvals')::int as approvals,
              array(select member_id::text from verdict_author a where a.verdict_id = v.id) as authors,
              array(select voter_id::text from ballot b where b.verdict_id = v.id and b.voided_at is null and b.choice = 'approve') as voters
         from verdict v join policy p on p.organization_id = v.organization_id and p.version = v.policy_version
        where v.status = 'published' and v.digest is not null limit 1`,
    );
    const [{ id, approvals, authors, voters }] = rows as [(typeof rows)[number]];
    const policy = { approvals, authorMayPublish: true, citationAuthorsMayVote: true };
    const remembered = {
      policy,
      authors: new Set(authors),
      standing: new Map(voters.map((voter) => [voter, 'approve'])),
    };
    await demandLegitimate(client, id, remembered);
    await client.query('begin');
    await client.query(`update ballot set voided_at = now(), voided_because = 'withdrawn' where verdict_id = $1`, [id]);
    await expect(demandLegitimate(client, id, remembered)).rejects.toThrow('the quorum at submission is met');
    await client.query('rollback; begin');
    await client.query(`update verdict set summary = 'other words' where id = $1`, [id]);
    await expect(demandLegitimate(client, id, remembered)).rejects.toThrow('what is shown is what was frozen');
    await client.query('rollback');
    await expect(demandLegitimate(client, id, { ...remembered, authors: new Set(voters) })).rejects.toThrow(
      'no author voted',
    );
  });
});
