import { randomInt } from 'node:crypto';
import type { Client } from 'pg';
import { newId } from '#libs/kernel';
import { RandomRun } from './replay/random-run.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

describe(`when somebody with all rights edits behind the back of the verbs (SEED=${seed})`, () => {
  let run: RandomRun;
  let organization: string;
  let client: Client;

  beforeAll(async () => {
    run = await RandomRun.open(seed, 2);
    ({ organization } = run.house);
    [client] = run.clients as [Client];
    await run.act(400);
    await run.sequence();
  }, 120_000);
  afterAll(() => run?.close());

  /** What the replay finds after this statement, which another one takes back. */
  async function after(sql: string, back: string): Promise<string[]> {
    await client.query(`set session_replication_role = replica`);
    await client.query(sql, [organization]);
    const found = (await run.replay()).all;
    await client.query(back, [organization]);
    expect((await run.replay()).all).toEqual([]);
    return found.map(({ kind, type, sentence }) => `${kind} ${type}: ${sentence}`);
  }
  const one = `organization_id = $1 and id = (select id from claim where organization_id = $1 and priority <> 9 order by id limit 1)`;

  it('a changed field is found and named, with the entry that tells it', async () => {
    await client.query(`create table kept as select id, priority from claim`);
    expect(
      await after(
        `update claim set priority = 9 where ${one}`,
        `update claim c set priority = k.priority from kept k where k.id = c.id and c.organization_id = $1`,
      ),
    ).toEqual([
      expect.stringMatching(/^field_differs claim: priority: \d in the log, 9 in the table \(entry \d+\)\.$/),
    ]);
  });

  it('of what not everybody may read, only that it differs', async () => {
    const found = await after(
      `update member set email = 'mallory@example.org' where organization_id = $1 and name = 'Vera'`,
      `update member set email = 'Vera@example.org' where organization_id = $1 and name = 'Vera'`,
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^field_differs member: email: one value in the log, and another in the table \(entry \d+\)/,
      ),
    ]);
  });

  it('a deleted row is found, and one that no event tells of', async () => {
    const rows = `select * from comment where organization_id = $1 order by id limit 2`;
    await client.query(`create table comment_kept as ${rows.replace('$1', `'${organization}'`)}`);
    expect(
      await after(
        `delete from comment where organization_id = $1 and id in (select id from comment_kept)`,
        `insert into comment select * from comment_kept where organization_id = $1`,
      ),
    ).toEqual(Array(2).fill(expect.stringMatching(/^row_missing comment: By entry \d+ it is there/)));
    const unheard = newId();
    expect(
      await after(
        `insert into source (organization_id, id, kind, title, access, created_at) values ($1, '${unheard}', 'document', 'x', 'open', now())`,
        `delete from source where organization_id = $1 and id = '${unheard}'`,
      ),
    ).toEqual(['row_untold source: It is in its table, and no event tells of it as it stands.']);
  });

  it('a policy or a scale that the newsroom did not begin with is no beginning', async () => {
    const scale = `organization_id = $1 and code = 'five_point' and version = 1`;
    const found = await after(
      `update rating_scale set content = content || '{"forged": true}' where ${scale}`,
      `update rating_scale set content = content - 'forged' where ${scale}`,
    );
    expect(found).toEqual([expect.stringMatching(/^(row_untold|field_differs) scale: /)]);
  });

  it('another past is found: the index that history and as-of read', async () => {
    const state = `organization_id = $1 and (type, id, from_index) =
        (select type, id, from_index from ledger_state where organization_id = $1 and until_index > from_index + 1 order by 1, 2, 3 limit 1)`;
    const found = await after(
      `update ledger_state set until_index = until_index - 1 where ${state}`,
      `update ledger_state set until_index = until_index + 1 where organization_id = $1 and (type, id, from_index) =
          (select s.type, s.id, s.from_index from ledger_state s where s.organization_id = $1 and s.until_index is not null and not exists
            (select from ledger_state n where n.organization_id = $1 and n.type = s.type and n.id = s.id and n.from_index = s.until_index))`,
    );
    expect(found).toEqual([
      expect.stringMatching(/^history_differs \w+: History and as-of say something else of entry/),
    ]);
  });

  it('a value that went without an erasure is missed', async () => {
    await client.query(`create table personal_kept as select * from event_personal
        where subject_type = 'member' and path like '%/name' and organization_id = '${organization}'
          and value = '"Viktor"'`);
    const found = await after(
      `delete from event_personal p using personal_kept k where p.organization_id = $1 and p.event_id = k.event_id and p.path = k.path`,
      `insert into event_personal select * from personal_kept where organization_id = $1`,
    );
    expect(found).toEqual([expect.stringMatching(/^field_differs member: name: one value/)]);
  });
});
