import type { Actor, Role } from '#libs/kernel';
import { mayRevoke, mayRotate, maySeeKey } from './may-handle-key.js';

const person = (member: string, key: string, ...roles: Role[]): Actor => ({
  organization: 'o',
  kind: 'member',
  member,
  key,
  roles,
});
const machine: Actor = { organization: 'o', kind: 'integration', key: 'cms', roles: ['admin'] };
const keys = {
  rosas: { id: 'r1', member: 'rosa' },
  cms: { id: 'cms', member: null },
  feed: { id: 'feed', member: null },
};

describe('a key', () => {
  it.each([
    ['its owner, also by another key of theirs', person('rosa', 'r2', 'researcher'), 'rosas', 'yes yes yes'],
    ['a colleague', person('ravi', 'v1', 'reviewer'), 'rosas', 'not_found not_found not_found'],
    [
      'an administrator, who never sees the new key of a person',
      person('ada', 'a1', 'admin'),
      'rosas',
      'yes yes key.not_yours',
    ],
    ['an administrator, for a machine', person('ada', 'a1', 'admin'), 'cms', 'yes yes yes'],
    ['the machine itself', machine, 'cms', 'yes yes yes'],
    ['another machine, whatever roles its key carries', machine, 'feed', 'not_found not_found not_found'],
    ['a machine, for a person', machine, 'rosas', 'not_found not_found not_found'],
  ] as const)('is seen, revoked and replaced by %s', (_, actor, name, expected) => {
    const rulings = [maySeeKey, mayRevoke, mayRotate].map((rule) => rule(actor, keys[name])?.code ?? 'yes');
    expect(rulings.join(' ')).toBe(expected);
  });

  it.each([
    ['itself', { key: 'r1', scopes: ['read'] }, 'yes yes'],
    ['no other, when narrowed', { scopes: ['read', 'claims'] }, 'access.out_of_scope access.out_of_scope'],
    ['another one to its end, for administration', { scopes: ['administration'] }, 'yes access.out_of_scope'],
    ['no other, when for a period', { period: { from: 'a', until: 'b' } }, 'access.out_of_scope access.out_of_scope'],
  ] as const)('that is narrowed revokes and replaces %s', (_, more, expected) => {
    const actor = { ...person('rosa', 'r2', 'researcher'), ...more };
    expect([mayRevoke, mayRotate].map((rule) => rule(actor, keys.rosas)?.code ?? 'yes').join(' ')).toBe(expected);
  });
});
