import type { Role } from '#libs/kernel';

/**
 * Who takes a step: a role, a machine, the clock, or a person by their relation to the thing itself.
 * `consequence` is nobody: the step follows from another one (a ballot completes the quorum, a published verdict
 * publishes its claim) and cannot be asked for by itself.
 */
export type Party =
  Role | 'integration' | 'system' | 'submitter' | 'assignee' | 'author' | 'voter' | 'requester' | 'consequence';

/** One row of a workflow table. At most one row has the same `from` and `action`. */
export interface Step {
  /** null: the step that creates. */
  readonly from: string | null;
  readonly action: string;
  readonly to: string;
  readonly who: readonly Party[];
  /** A reason that must be given: from a list of codes (vocabulary), or in words. */
  readonly reason?: 'list' | 'text';
  readonly note?: string;
}

/** A life as data. Write it `as const satisfies Workflow`, so that states and actions become unions. */
export type Workflow = readonly Step[];

/** Every state is entered by some row, so the `to` column names them all. */
export type StateOf<W extends Workflow> = W[number]['to'];
export type ActionOf<W extends Workflow> = W[number]['action'];

/** The row that applies, or undefined when this action is not possible in this state. */
export const stepFrom = (workflow: Workflow, state: string | null, action: string): Step | undefined =>
  workflow.find((step) => step.from === state && step.action === action);

/** Where the action leads from this state (null: from nothing), or undefined when it is not possible there. */
export const nextState = <const W extends Workflow>(
  workflow: W,
  state: StateOf<W> | null,
  action: ActionOf<W>,
): StateOf<W> | undefined => stepFrom(workflow, state, action)?.to;

/** The actions of this state, in the order of the table; empty for an end. */
export const actionsFrom = <const W extends Workflow>(workflow: W, state: StateOf<W> | null): readonly ActionOf<W>[] =>
  workflow.filter((step) => step.from === state).map((step): ActionOf<W> => step.action);

/** All states, each once, in the order in which the table first enters them. */
export const statesOf = <const W extends Workflow>(workflow: W): readonly StateOf<W>[] => [
  ...new Set(workflow.map((step): StateOf<W> => step.to)),
];

/** All actions, each once, in the order of the table. */
export const actionsOf = <const W extends Workflow>(workflow: W): readonly ActionOf<W>[] => [
  ...new Set(workflow.map((step): ActionOf<W> => step.action)),
];

/** The states that nothing leads out of. */
export const endsOf = <const W extends Workflow>(workflow: W): readonly StateOf<W>[] =>
  statesOf(workflow).filter((state) => actionsFrom(workflow, state).length === 0);
