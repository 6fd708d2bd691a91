import type { Granted, Held } from './privileges-held.js';

/** Something about a role that is not as it must be, and what mends it. */
export interface RoleFinding {
  readonly kind:
    'role_missing' | 'role_too_strong' | 'grant_missing' | 'grant_too_many' | 'owns' | 'member_of' | 'fence_open';
  readonly role: string;
  readonly sentence: string;
  /** For whoever owns the tables, or a superuser. */
  readonly remedy: string;
}

/** Each privilege that is held and must not be, and each that is not and must be. */
export function compareGrants(wanted: Granted, held: readonly Held[], roles: readonly string[]): RoleFinding[] {
  const found: RoleFinding[] = [];
  for (const role of [...roles, 'public']) {
    const may = new Map(Object.entries(wanted[role] ?? {}).map(([object, words]) => [object, words.split(', ')]));
    const has = new Map(held.filter((one) => one.role === role).map((one) => [one.object, one.privileges]));
    for (const object of [...new Set([...may.keys(), ...has.keys()])].sort()) {
      const [must, does] = [may.get(object) ?? [], has.get(object) ?? []];
      const surplus = does.filter((privilege) => !must.includes(privilege));
      const lacking = must.filter((privilege) => !does.includes(privilege));
      if (surplus.length > 0) found.push(tooMany(role, object, surplus));
      // What everybody may do by default is nothing that our roles need: they have it by name.
      if (lacking.length > 0 && role !== 'public') found.push(missing(role, object, lacking));
    }
  }
  return found;
}

const who = (role: string): string => (role === 'public' ? 'Everybody' : role);

const tooMany = (role: string, object: string, privileges: readonly string[]): RoleFinding => ({
  kind: 'grant_too_many',
  role,
  sentence: `${who(role)} may ${privileges.join(', ')} on ${object}, and must not.`,
  remedy: `revoke ${on(object, privileges)} from ${role};`,
});

const missing = (role: string, object: string, privileges: readonly string[]): RoleFinding => ({
  kind: 'grant_missing',
  role,
  sentence: `${who(role)} may not ${privileges.join(', ')} on ${object}, and must.`,
  remedy: `grant ${on(object, privileges)} to ${role};`,
});

/** `column claim.title` has its column beside the privilege; the current database has no name here. */
function on(object: string, privileges: readonly string[]): string {
  const plain = privileges.map((privilege) => privilege.replace(/ \(.*\)$/, ''));
  if (object === 'database') return `${plain.join(', ')} on database …`;
  const column = /^column (.*)\.([^.]+)$/.exec(object);
  return column
    ? `${plain.map((one) => `${one} (${column[2]})`).join(', ')} on table ${column[1]}`
    : `${plain.join(', ')} on ${object}`;
}
