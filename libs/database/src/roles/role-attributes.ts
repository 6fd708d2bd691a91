import type { Statement } from '../connections.js';
import type { RoleFinding } from './compare-grants.js';

interface Role {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly makes: boolean;
  readonly logsIn: boolean;
  /** What it could be without being asked, by inheritance, and what by SET ROLE. */
  readonly inherits: readonly string[];
  readonly becomes: readonly string[];
  readonly owns: readonly string[];
}

/** What of these roles stands outside every grant: what they are, what they own, and whom they may become. */
export async function roleAttributes(
  database: Pick<Statement, 'query'>,
  roles: readonly string[],
): Promise<RoleFinding[]> {
  const known = await database.query<Role & { name: string }>(
    `select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcanlogin as "logsIn",
            r.rolcreaterole or r.rolcreatedb or r.rolreplication as makes,
            array(select o.rolname::text from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'USAGE') order by 1) as inherits,
            array(select o.rolname::text from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'MEMBER') order by 1) as becomes,
            array(select pg_describe_object(d.classid, d.objid, 0) from pg_shdepend d
                   where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'
                     and d.dbid in (0, (select oid from pg_database where datname = current_database())) order by 1 limit 3) as owns
       from pg_roles r where r.rolname = any($1::text[])`,
    [roles],
  );
  return roles.flatMap((role) => {
    const found = known.find(({ name }) => name === role);
    return found ? attributesOf(found) : [missing(role)];
  });
}

const missing = (role: string): RoleFinding => ({
  kind: 'role_missing',
  role,
  sentence: `There is no role ${role}.`,
  remedy: `create role ${role} nologin; -- then "claimdesk migrate" into an empty database, and restore a backup`,
});

function attributesOf(role: Role): RoleFinding[] {
  const strong = (sentence: string, remedy: string): RoleFinding => ({
    kind: 'role_too_strong',
    role: role.name,
    sentence: `${role.name} ${sentence}`,
    remedy,
  });
  const found: RoleFinding[] = [];
  const { name } = role;
  if (role.superuser) found.push(strong('is a superuser: no fence holds it.', `alter role ${name} nosuperuser;`));
  if (role.bypasses)
    found.push(strong('passes row-level security by: it sees every organization.', `alter role ${name} nobypassrls;`));
  if (role.makes)
    found.push(
      strong('may make roles or databases, or replicate.', `alter role ${name} nocreaterole nocreatedb noreplication;`),
    );
  if (name === 'claimdesk_public' && role.logsIn)
    found.push(strong('may log in; only claimdesk_app steps down to it.', `alter role ${name} nologin;`));
  if (role.owns.length > 0)
    found.push({
      kind: 'owns',
      role: name,
      sentence: `${name} owns ${role.owns.join(', ')}: an owner may change all of it, and grant itself the rest.`,
      remedy: `reassign owned by ${name} to OWNER; -- the role that migrates`,
    });
  // A superuser is a member of everything; that was said.
  return role.superuser ? found : [...found, ...memberships(role)];
}

function memberships({ name, inherits, becomes }: Role): RoleFinding[] {
  const mayBecome = name === 'claimdesk_public' ? [] : ['claimdesk_public', 'claimdesk_app'];
  const member = (sentence: string, remedy: string): RoleFinding => ({
    kind: 'member_of',
    role: name,
    sentence,
    remedy,
  });
  const found = becomes
    .filter((other) => !mayBecome.includes(other))
    .map((other) => member(`${name} is a member of ${other}, and must not be.`, `revoke ${other} from ${name};`));
  if (inherits.includes('claimdesk_public') && name !== 'claimdesk_public')
    found.push(
      member(
        `${name} has what claimdesk_public has without stepping down: what is published of every organization stands beside its own rows.`,
        `alter role ${name} noinherit; revoke claimdesk_public from ${name}; grant claimdesk_public to ${name};`,
      ),
    );
  if (name === 'claimdesk_app' && !becomes.includes('claimdesk_public'))
    found.push(
      member(
        'claimdesk_app may not step down to claimdesk_public: nothing can be read without a key.',
        'alter role claimdesk_app noinherit; grant claimdesk_public to claimdesk_app;',
      ),
    );
  return found;
}
