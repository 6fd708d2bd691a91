import { type Actor, type Role, roles, type Scope, scopes, systemActor } from '#libs/kernel';
import { claimWorkflow } from '../claim/claim-workflow.js';
import { correctionWorkflow } from '../correction/correction-workflow.js';
import { verdictWorkflow } from '../verdict/verdict-workflow.js';
import type { Party, Workflow } from '../workflow.js';
import { accessTable, type Action, actions } from './access-table.js';
import { mayDo } from './may-do.js';
import { periodActions } from './scope-table.js';

const actor = (kind: Actor['kind'], ...has: Role[]): Actor => ({ organization: 'o', kind, roles: has });
const allowed = (who: Actor): Action[] => actions.filter((action) => mayDo(who, action) === undefined);
// Anybody of the house may ask for a correction, and ask again; that decides nothing.
const isEditorial = (action: Action): boolean =>
  /^(claim|verdict|ballot|correction|citation|enquiry)\./.test(action) &&
  action !== 'correction.request' &&
  action !== 'correction.appeal';

describe('access', () => {
  it('is given to a person by any of their roles, and refused with the roles that may', () => {
    expect(mayDo(actor('member', 'researcher', 'editor'), 'verdict.publish')).toBeUndefined();
    expect(mayDo(actor('member', 'researcher'), 'verdict.object')).toMatchObject({
      code: 'access.denied',
      detail: 'Only a reviewer or an editor may do this (verdict.object); this key has: researcher. Ask one of them.',
    });
  });

  it('is nothing without a role', () => {
    expect(allowed(actor('member'))).toEqual([]);
  });

  it('gives admin no editorial action, and an auditor nothing but reading, and keys of their own', () => {
    expect(allowed(actor('member', 'admin')).filter(isEditorial)).toEqual([]);
    expect(
      allowed(actor('member', 'auditor')).filter(
        (action) =>
          !/\.read$|^report\.request$|^(audit|register)\.export$|^correction\.(request|appeal)$|^key\.(createOwn|rotate|revoke)$/.test(
            action,
          ),
      ),
    ).toEqual([]);
  });

  it('lets a machine submit, cite, read, import and manage endpoints, whatever roles its key carries', () => {
    expect(allowed(actor('integration', ...roles))).toEqual([
      'self.read',
      'organization.read',
      'key.read',
      'key.rotate',
      'key.revoke',
      'endpoint.manage',
      'endpoint.read',
      'desk.read',
      'history.read',
      'event.read',
      'ledger.read',
      'article.ingest',
      'claimant.register',
      'source.register',
      'citation.add',
      'capture.add',
      'import.run',
      'publication.set',
      'claim.submit',
      'claim.withdraw',
      'correction.request',
    ]);
  });

  it('tells a machine that a person is needed', () => {
    expect(mayDo(actor('integration', 'editor'), 'ballot.cast')).toMatchObject({
      code: 'access.person_needed',
      detail: expect.stringContaining('a reviewer or an editor'),
    });
  });

  it('lets the clock publish and do nothing else', () => {
    expect(allowed(systemActor('o'))).toEqual(['verdict.publish']);
  });

  it('gives the operator nothing, even with roles', () => {
    expect(allowed(actor('operator', ...roles))).toEqual([]);
    expect(mayDo(actor('operator'), 'policy.change')?.code).toBe('access.denied');
  });
});

describe('a narrowed key', () => {
  const key = (roles: Role[], scopes: Scope[]): Actor => ({ ...actor('member', ...roles), scopes });

  it('does what both its roles and its scopes open, and says which scope is missing', () => {
    expect(mayDo(key(['editor'], ['read']), 'desk.read')).toBeUndefined();
    expect(mayDo(key(['editor'], ['read']), 'claim.accept')).toMatchObject({
      code: 'access.out_of_scope',
      detail: 'This key is narrowed to read, and claim.accept needs claims. Use another key.',
    });
    expect(mayDo(key(['reviewer'], ['claims']), 'claim.accept')?.code).toBe('access.denied');
    expect(mayDo({ ...actor('integration'), scopes: ['claims'] }, 'ballot.cast')?.code).toBe('access.person_needed');
  });

  it('never opens more than the same key without scopes, and all scopes open all of it', () => {
    for (const role of roles) {
      const whole = allowed(actor('member', role));
      for (const scope of scopes) expect(whole).toEqual(expect.arrayContaining(allowed(key([role], [scope]))));
      expect(allowed(key([role], [...scopes]))).toEqual(whole);
    }
  });

  it('for reading changes nothing', () => {
    const open = allowed(key([...roles], ['read']));
    expect(open.filter((action) => !/\.read/.test(action))).toEqual(['key.rotate', 'key.revoke']);
  });

  it('with a period sees reports and histories alone', () => {
    const assessor = { ...actor('member', 'auditor'), period: { from: 'a', until: 'b' } };
    expect(allowed(assessor).sort()).toEqual([...periodActions].sort());
    expect(mayDo(assessor, 'audit.export')?.code).toBe('access.out_of_scope');
  });
});

describe('access and the workflows', () => {
  const subjects: readonly (readonly [string, Workflow])[] = [
    ['claim', claimWorkflow],
    ['verdict', verdictWorkflow],
    ['correction', correctionWorkflow],
  ];
  const renamed: Readonly<Record<string, string>> = {
    'verdict.ballot': 'ballot.cast',
    'verdict.withdrawBallot': 'ballot.withdraw',
  };
  // Who can stand in a relation: only researchers are assigned; editors may edit a draft and become authors by it.
  const relations: Readonly<Partial<Record<Party, readonly string[]>>> = {
    assignee: ['researcher'],
    author: ['researcher', 'editor'],
    submitter: ['researcher', 'editor', 'integration'],
    voter: ['reviewer', 'editor'],
    requester: ['researcher', 'reviewer', 'editor', 'auditor', 'admin'],
  };
  const names = subjects.flatMap(([subject, workflow]) => [
    ...new Set(workflow.map((step) => `${subject} ${step.action}`)),
  ]);

  it.each(names)('say the same of %s', (name) => {
    const [subject, action] = name.split(' ');
    const steps = subjects.find(([one]) => one === subject)?.[1].filter((step) => step.action === action) ?? [];
    const who = new Set(steps.flatMap((step) => step.who).flatMap((party) => relations[party] ?? [party]));
    const key = renamed[`${subject}.${action}`] ?? `${subject}.${action}`;
    const granted: readonly string[] | undefined = (accessTable as Record<string, readonly string[]>)[key];
    expect([...(granted ?? ['consequence'])].sort()).toEqual([...who].sort());
  });
});
