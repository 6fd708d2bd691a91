import { type Connections, type Database } from '#libs/database';
import { newId } from '#libs/kernel';
import { eventually } from '../../support/eventually.js';
import { type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { approvedVerdict, claimBody, none, staffed } from '../../support/story.js';

// Ids and times only; no organization's content (see docs/decisions).
const everybodys = [
  'published_claim',
  'published_methodology',
  'published_not_selected',
  'published_organization',
  'published_version',
];
const withoutTenants = ['event_pending', 'ledger_due', 'master_key_mark', 'migration', 'public_address', 'work_due'];

describe('the second fence', () => {
  let newsroom: Newsroom;
  let database: Database;
  let connections: Connections;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    database = await newsroom.on.open(1);
    connections = database.connections;
    const desk = await staffed(newsroom);
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await newsroom.admin.post('/webhook-endpoints', {
      url: 'http://127.0.0.1:8999/x',
      eventTypes: ['verdict.published'],
    });
    await newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: 'We read twice.' });
    const turnedDown = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.editor.post(`/claims/${turnedDown.id}/decline`, { reason: 'opinion' });
    ours = (await newsroom.admin.get('/me')).organization;
    theirs = (await (await newsroom.rival()).get('/me')).organization;
    await eventually('what was published is public', async () => {
      const [row] = await newsroom.on.asOwner<{ n: number }>(`select count(*)::int as n from published_claim`);
      const [counted] = await newsroom.on.asOwner<{ n: number }>(
        `select claims as n from published_not_selected where counted = 'origin'`,
      );
      return row?.n === 1 && counted?.n === 1;
    });
  });
  afterAll(() => newsroom?.close());

  const tables = async (): Promise<{ table: string; forced: boolean; enabled: boolean; policies: number }[]> =>
    newsroom.on.asOwner(
      `select c.relname as table, c.relforcerowsecurity as forced, c.relrowsecurity as enabled,
              (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
         from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`,
    );

  it('stands round every table of an organization, forced', async () => {
    const open = (await tables())
      .filter((one) => !one.forced || !one.enabled || one.policies !== (everybodys.includes(one.table) ? 2 : 1))
      .map((one) => one.table);
    expect(open).toEqual(withoutTenants);
  });

  it('begins every key with the organization, and carries it in every foreign key', async () => {
    const wrong = await newsroom.on.asOwner(
      `select conrelid::regclass::text as table, conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where n.nspname = 'public' and contype in ('p', 'f', 'u') and conrelid::regclass::text not in ('migration', 'master_key_mark', 'ledger_due', 'public_address')
          and (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'organization_id'`,
    );
    expect(wrong).toEqual([]);
  });

  it('shows no row of anything without a setting', async () => {
    for (const { table } of (await tables()).filter((one) => one.forced)) {
      const rows = await connections.acrossOrganizations(`select 1 from ${table} limit 1`);
      expect([table, rows.length]).toEqual([table, 0]);
    }
  });

  it('shows another organization nothing, even when a query forgets to ask for its own', async () => {
    const seen: Record<string, number> = {};
    for (const { table } of (await tables()).filter((one) => one.forced)) {
      const rows = await connections.read<{ organization_id: string }>(theirs, `select organization_id from ${table}`);
      expect([table, rows.filter((row) => row.organization_id !== theirs).length]).toEqual([table, 0]);
      seen[table] = (await connections.read(ours, `select 1 from ${table} limit 1`)).length;
    }
    // The test would prove nothing if our own tables were empty.
    expect(Object.entries(seen).filter(([, rows]) => rows > 0).length).toBeGreaterThan(20);
  });

  it('lets nobody write into another organization', async () => {
    const insert = `insert into source (organization_id, id, kind, title, access, created_at) values ($1, $2, 'document', 'x', 'open', now())`;
    await expect(connections.read(theirs, insert, [ours, newId()])).rejects.toMatchObject({ code: '42501' });
    expect(
      await connections.read(theirs, `update claim set statement = 'x' where organization_id = $1 returning 1`, [ours]),
    ).toEqual([]);
  });

  it('holds on a pool of one connection, organizations taking turns and errors in between', async () => {
    const count = async (organization: string): Promise<number> =>
      Number((await connections.read<{ n: string }>(organization, 'select count(*) as n from article'))[0]?.n);
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await count(ours)).toBe(1);
      if (turn % 3 === 0) await expect(connections.read(theirs, 'select 1/0')).rejects.toThrow();
      expect(await count(theirs)).toBe(0);
    }
  });

  it('gives the application no way to change the log, not even with its own rights', async () => {
    for (const table of ['event', 'ledger_entry', 'ledger_node', 'checkpoint']) {
      await expect(connections.read(ours, `delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(
        connections.read(ours, `update ${table} set organization_id = organization_id`),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('lets the public role read what is published, and gives it nothing else', async () => {
    const grants = await newsroom.on.asOwner<{ table: string; privilege: string }>(
      `select table_name as table, privilege_type as privilege from information_schema.role_table_grants
        where grantee in ('claimdesk_public', 'PUBLIC') and table_schema = 'public' order by 1`,
    );
    expect(grants).toEqual(everybodys.map((table) => ({ table, privilege: 'SELECT' })));
    const { publicConnections } = database;
    const denied: string[] = [];
    for (const { table } of await tables()) {
      const read = publicConnections.read(`select 1 from ${table} limit 1`);
      if (everybodys.includes(table)) expect((await read).length).toBe(1);
      else
        denied.push(
          await read.then(
            () => `${table} is open`,
            (error: { code: string }) => error.code,
          ),
        );
    }
    expect(new Set(denied)).toEqual(new Set(['42501']));
    for (const table of everybodys)
      await expect(publicConnections.read(`delete from ${table}`)).rejects.toMatchObject({ code: '25006' });
  });

  it('cannot be left by the public role, nor opened by what it may read', async () => {
    const { publicConnections } = database;
    expect(await publicConnections.read(`select current_user::text as who`)).toEqual([{ who: 'claimdesk_public' }]);
    // The rights of the public role do not come to the application by themselves: it would see every newsroom's rows.
    const [row] = await newsroom.on.asOwner<{ inherits: boolean }>(
      `select pg_has_role('claimdesk_app', 'claimdesk_public', 'usage') as inherits`,
    );
    expect(row).toEqual({ inherits: false });
    expect(await connections.read(theirs, `select 1 from published_claim where organization_id = $1`, [ours])).toEqual(
      [],
    );
    const [known] = await newsroom.on.asOwner<{ n: number }>(
      `select count(*)::int as n from published_claim where organization_id = $1`,
      [ours],
    );
    expect(known).toEqual({ n: 1 });
  });
});
