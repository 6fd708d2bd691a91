import { type Actor, refusal, type Ruling } from '#libs/kernel';
import { accessTable, type Action, type Grantee } from './access-table.js';
import { periodActions, scopeTable } from './scope-table.js';

/** Whether this actor's key opens this door: a role opens it, and what the key was narrowed to does not close it again. */
export const mayDo = (actor: Actor, action: Action): Ruling => opens(actor, action) ?? narrowed(actor, action);

function narrowed({ scopes, period }: Actor, action: Action): Ruling {
  const scope = scopeTable[action];
  if (scopes && scope !== 'always' && !scopes.includes(scope)) {
    return refusal(
      'access.out_of_scope',
      `This key is narrowed to ${scopes.join(', ')}, and ${action} needs ${scope}. Use another key.`,
      { facts: { action, scope, scopes } },
    );
  }
  if (period && !(periodActions as readonly Action[]).includes(action)) {
    return refusal(
      'access.out_of_scope',
      `This key sees the time from ${period.from} to ${period.until} in reports and histories, and does not open ${action}.`,
      { facts: { action, from: period.from, until: period.until } },
    );
  }
  return undefined;
}

/** The roles that a machine's key may carry open nothing: only `integration` does. */
function opens(actor: Actor, action: Action): Ruling {
  const granted: readonly Grantee[] = accessTable[action];
  switch (actor.kind) {
    case 'member':
      return actor.roles.some((role) => granted.includes(role)) ? undefined : denied(actor, action, granted);
    case 'integration':
      return granted.includes('integration') ? undefined : personNeeded(action, granted);
    case 'system':
      return granted.includes('system') ? undefined : denied(actor, action, granted);
    case 'operator':
      return refusal(
        'access.denied',
        `The operator's key runs the installation and does nothing inside an organization (${action}). Use a key of a member: ${oneOf(rolesIn(granted))}.`,
        { facts: { action, roles: rolesIn(granted) } },
      );
  }
}

function denied(actor: Actor, action: Action, granted: readonly Grantee[]): Ruling {
  const roles = rolesIn(granted);
  const has = actor.roles.length > 0 ? actor.roles.join(', ') : 'no role';
  return refusal(
    'access.denied',
    `Only ${oneOf(roles)} may do this (${action}); this key has: ${has}. Ask one of them.`,
    {
      facts: { action, roles },
    },
  );
}

function personNeeded(action: Action, granted: readonly Grantee[]): Ruling {
  const roles = rolesIn(granted);
  return refusal(
    'access.person_needed',
    `Only a person may do this (${action}), and this is a machine's key. Use the key of ${oneOf(roles)}.`,
    { facts: { action, roles } },
  );
}

const rolesIn = (granted: readonly Grantee[]): readonly Grantee[] =>
  granted.filter((one) => one !== 'integration' && one !== 'system');

const oneOf = (roles: readonly Grantee[]): string => {
  const named = roles.map((role) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`);
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} or ${named[named.length - 1]}`;
};
