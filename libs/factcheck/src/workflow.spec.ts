import fc from 'fast-check';
import { claimWorkflow } from './claim/claim-workflow.js';
import { correctionWorkflow } from './correction/correction-workflow.js';
import { openVerdictStatuses, verdictWorkflow } from './verdict/verdict-workflow.js';
import { actionsFrom, actionsOf, endsOf, nextState, statesOf, stepFrom, type Workflow } from './workflow.js';
import { wrongState } from './wrong-state.js';

const tables: readonly (readonly [string, Workflow])[] = [
  ['claim', claimWorkflow],
  ['verdict', verdictWorkflow],
  ['correction', correctionWorkflow],
];

/** The states that can be reached from nothing without entering `closed`. */
function reachable(workflow: Workflow, closed: string | null = null): Set<string> {
  const found = new Set<string>();
  const open: (string | null)[] = [null];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const step of workflow) {
      if (step.from !== from || step.to === closed || found.has(step.to)) continue;
      found.add(step.to);
      open.push(step.to);
    }
  }
  return found;
}

describe.each(tables)('the %s workflow', (_name, workflow) => {
  it('reaches every state from creation', () => {
    expect([...reachable(workflow)].sort()).toEqual([...statesOf(workflow)].sort());
  });

  it('starts only from states that it also enters, and has one way to begin', () => {
    const states = new Set<string | null>([null, ...statesOf(workflow)]);
    expect(workflow.filter((step) => !states.has(step.from))).toEqual([]);
    // The archive by name: what was decided before anything began here.
    const beginnings = workflow.filter((step) => step.from === null && step.action !== 'import');
    expect(beginnings).toHaveLength(1);
  });

  it('has one row for a state and an action, and somebody in every row', () => {
    const keys = workflow.map((step) => `${step.from} ${step.action}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(workflow.filter((step) => step.who.length === 0)).toEqual([]);
  });

  it('never leaves its states, however actions are tried', () => {
    const states = statesOf(workflow);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actionsOf(workflow)), { maxLength: 60 }), (walk) => {
        let state: string | null = null;
        for (const action of walk) {
          const next: string | undefined = nextState(workflow, state, action);
          expect(next !== undefined).toBe(actionsFrom(workflow, state).includes(action));
          state = next ?? state;
          expect(state === null || states.includes(state)).toBe(true);
        }
      }),
    );
  });
});

describe('the claim workflow', () => {
  it('has no end: everything can be taken up again', () => {
    expect(endsOf(claimWorkflow)).toEqual([]);
  });

  it.each([
    ['submitted', 'accept', 'accepted'],
    ['submitted', 'assign', undefined],
    ['accepted', 'drop', undefined],
    ['checking', 'drop', 'declined'],
    ['checking', 'merge', 'duplicate'],
    ['published', 'merge', undefined],
    ['published', 'withdraw', undefined],
    ['duplicate', 'unmerge', 'submitted'],
    ['suspended', 'retract', 'retracted'],
    ['checking', 'retract', undefined],
    ['retracted', 'reopen', 'checking'],
  ] as const)('%s, %s: %s', (state, action, next) => {
    expect(nextState(claimWorkflow, state, action)).toBe(next);
  });

  it('is published only by a verdict, or restored after it was', () => {
    const ways = claimWorkflow.filter((step) => step.to === 'published').map((step) => step.action);
    expect(ways).toEqual(['import', 'publish', 'assign', 'correct', 'restore']);
    expect(stepFrom(claimWorkflow, null, 'import')?.who).toEqual(['consequence']);
    expect(stepFrom(claimWorkflow, 'published', 'assign')?.from).toBe('published');
    expect(stepFrom(claimWorkflow, 'checking', 'publish')?.who).toEqual(['consequence']);
  });
});

describe('the verdict workflow', () => {
  it.each(['in_review', 'approved'])('has no way to published around %s, but for the archive', (gate) => {
    const decidedHere = verdictWorkflow.filter((step) => step.action !== 'import');
    expect(reachable(decidedHere, gate).has('published')).toBe(false);
    // And the archive leads to nothing that a verdict decided here could be in before it is published.
    const fromArchive = verdictWorkflow.filter((step) => step.action !== 'draft');
    expect([...reachable(fromArchive)].sort()).toEqual(['published', 'retracted', 'superseded']);
  });

  it('is approved by the quorum alone, or by unscheduling what was', () => {
    const ways = verdictWorkflow.filter((step) => step.to === 'approved').map((step) => `${step.from} ${step.action}`);
    expect(ways).toEqual(['in_review approve', 'scheduled unschedule']);
    expect(stepFrom(verdictWorkflow, 'in_review', 'approve')?.who).toEqual(['consequence']);
  });

  it('ends superseded, retracted or abandoned', () => {
    expect([...endsOf(verdictWorkflow)].sort()).toEqual(['abandoned', 'retracted', 'superseded']);
  });

  it('can be abandoned from every open state, and is open in all but published and the ends', () => {
    const abandonable = verdictWorkflow.filter((step) => step.action === 'abandon').map((step) => step.from);
    expect(abandonable).toEqual(openVerdictStatuses);
    const closed = ['published', ...endsOf(verdictWorkflow)];
    expect(statesOf(verdictWorkflow).filter((state) => !closed.includes(state))).toEqual([...openVerdictStatuses]);
  });

  it('gives the clock nothing but publishing what is scheduled', () => {
    const steps = verdictWorkflow.filter((step) => (step.who as readonly string[]).includes('system'));
    expect(steps.map((step) => `${step.from} ${step.action}`)).toEqual(['scheduled publish']);
  });
});

describe('the correction workflow', () => {
  it('ends published or finally rejected, and is appealed once', () => {
    expect([...endsOf(correctionWorkflow)].sort()).toEqual(['published', 'rejected_finally']);
    expect(nextState(correctionWorkflow, 'rejected', 'appeal')).toBe('appealed');
    expect(nextState(correctionWorkflow, 'appealed', 'reject')).toBe('rejected_finally');
    expect(actionsFrom(correctionWorkflow, 'rejected_finally')).toEqual([]);
  });
});

describe('a wrong state', () => {
  it('is named together with what can be asked for instead, without consequences', () => {
    expect(wrongState('claim', claimWorkflow, 'published', 'accept')).toMatchObject({
      code: 'claim.wrong_state',
      detail: 'This claim is published, so "accept" is not possible. Possible now: assign, suspend.',
    });
    expect(wrongState('verdict', verdictWorkflow, 'changes_requested', 'publish').detail).toContain(
      'changes requested',
    );
    expect(wrongState('verdict', verdictWorkflow, 'abandoned', 'submit').detail).toContain('Nothing more');
  });
});
