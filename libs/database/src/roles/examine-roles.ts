import type { Connections, Statement } from '../connections.js';
import { compareGrants, type RoleFinding } from './compare-grants.js';
import { fence } from './fence.js';
import { granted } from './granted.js';
import { privilegesHeld } from './privileges-held.js';
import { roleAttributes } from './role-attributes.js';

/** The roles that the application works as. Their names are those of the whole server; their grants are of this database. */
export const ourRoles = ['claimdesk_app', 'claimdesk_public'] as const;

export interface RoleExamination {
  readonly findings: readonly RoleFinding[];
  /** Who logged in, and whom this session works as. */
  readonly login: string;
  readonly worksAs: string;
}

/**
 * Whether each role has exactly what this release gives it. The catalog tells that to everybody, so this needs no right of
 * its own. Whoever logged in counts too, unless it is the owner that stepped down: `stepDown`.
 */
export async function examineRoles(
  connections: Connections,
  { stepDown }: { readonly stepDown: boolean },
): Promise<RoleExamination> {
  const database: Pick<Statement, 'query'> = {
    query: (text, values) => connections.acrossOrganizations(text, values),
  };
  const [session] = await database.query<{ login: string; worksAs: string }>(
    `select session_user::text as login, current_user::text as "worksAs"`,
  );
  const { login, worksAs } = session as { login: string; worksAs: string };
  const roles: string[] = [...ourRoles];
  if (!stepDown && !roles.includes(login)) roles.push(login);
  const findings = [
    ...(await roleAttributes(database, roles)),
    ...compareGrants(granted, await privilegesHeld(database, roles), roles),
    ...(await fence(database)),
  ];
  return { findings, login, worksAs };
}
