import { randomBytes } from 'node:crypto';
import { type Database, examineRoles, openDatabase, type RoleFinding } from '#libs/database';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

/** What an operator may have done to a database by hand, and what the doctor says of it. */
describe('the doctor of roles', () => {
  let on: TestDatabase;
  let app: Database;

  beforeAll(async () => {
    on = await freshDatabase();
    app = await on.open(2);
  });
  afterAll(() => on?.drop());

  const through = async ({ connections }: Database, stepDown: boolean): Promise<readonly RoleFinding[]> =>
    (await examineRoles(connections, { stepDown })).findings;
  const told = async (): Promise<string[]> => (await through(app, true)).map(({ sentence }) => sentence);
  /** Does what the findings say mends them. */
  const mend = async (): Promise<void> => {
    for (const { remedy } of await through(app, true)) await on.asOwner(remedy);
  };

  it('finds nothing in what the migrations made, on every supported PostgreSQL', async () => {
    expect(await told()).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      'a grant too many on the log',
      'grant update, delete on event to claimdesk_app',
      ['claimdesk_app may delete, update on table event, and must not.'],
    ],
    [
      'one that the public role must never have',
      'grant select on claim to claimdesk_public',
      ['claimdesk_public may select on table claim, and must not.'],
    ],
    [
      'one on a single column',
      'grant select (title) on source to claimdesk_public',
      ['claimdesk_public may select on column source.title, and must not.'],
    ],
    [
      'one to everybody',
      'grant select on published_claim to public',
      ['Everybody may select on table published_claim, and must not.'],
    ],
    [
      'one on a table that is not ours',
      'create schema elsewhere; create table elsewhere.notes (); grant insert on elsewhere.notes to claimdesk_app',
      ['claimdesk_app may insert on table elsewhere.notes, and must not.'],
    ],
    [
      'the right to make tables, as servers before PostgreSQL 15 gave it to everybody',
      'grant create on schema public to public',
      ['Everybody may create on schema public, and must not.'],
    ],
    [
      'a function that works with the rights of its owner',
      `create function open_door() returns int security definer language sql return 1`,
      ['Everybody may execute on function open_door(), and must not.'],
    ],
    [
      'a grant that is missing',
      'revoke insert on event from claimdesk_app',
      ['claimdesk_app may not insert on table event, and must.'],
    ],
    [
      'a missing grant on a column',
      'revoke update (voided_at) on ballot from claimdesk_app',
      ['claimdesk_app may not update on column ballot.voided_at, and must.'],
    ],
    [
      'a published table that readers cannot read',
      'revoke select on published_claim from claimdesk_public',
      ['claimdesk_public may not select on table published_claim, and must.'],
    ],
    [
      'both, when one privilege was taken for another',
      'revoke insert on attempt from claimdesk_app; grant truncate on attempt to claimdesk_app',
      [
        'claimdesk_app may truncate on table attempt, and must not.',
        'claimdesk_app may not insert on table attempt, and must.',
      ],
    ],
    [
      'row-level security that was switched off',
      'alter table claim no force row level security',
      ['Row-level security is not forced on table claim: nothing in the database keeps organizations apart there.'],
    ],
    [
      'a policy that opens the fence',
      'create policy all_of_it on verdict to claimdesk_app using (true)',
      ['Policy all_of_it on table verdict lets claimdesk_app reach rows of other organizations.'],
    ],
  ])('finds %s, and says what mends it', async (_, sql, expected) => {
    await on.asOwner(sql);
    expect(await told()).toEqual(expected);
    await mend();
    expect(await told()).toEqual([]);
  });

  it('finds a login of its own that no fence holds', async () => {
    const login = `newsroom_${randomBytes(4).toString('hex')}`;
    await on.asOwner(
      `create role ${login} login password 'x' bypassrls createdb in role claimdesk_app, pg_read_all_data;
       grant create on schema public to ${login}`,
    );
    const address = new URL(on.ownerUrl);
    [address.username, address.password] = [login, 'x'];
    const open = await openDatabase({ url: address.href, poolSize: 1 });
    try {
      await open.connections.acrossOrganizations('create table its_own ()');
      expect((await through(open, false)).map(({ sentence }) => sentence)).toEqual([
        `${login} passes row-level security by: it sees every organization.`,
        `${login} may make roles or databases, or replicate.`,
        `${login} owns table its_own: an owner may change all of it, and grant itself the rest.`,
        `${login} is a member of pg_read_all_data, and must not be.`,
        `${login} may create on schema public, and must not.`,
      ]);
    } finally {
      await open.close();
      await on.asOwner(`drop owned by ${login}; drop role ${login}`);
    }
    expect(await told()).toEqual([]);
  });
});
