import { type Refusal, Refused, refusal } from '#libs/kernel';
import { type ActionOf, nextState, type StateOf, type Workflow } from './workflow.js';

/** The no for an action that this state does not allow. Names the state and what can be asked for instead. */
export function wrongState(
  subject: 'claim' | 'verdict' | 'correction',
  workflow: Workflow,
  state: string,
  action: string,
): Refusal {
  const possible = workflow
    .filter((step) => step.from === state && !step.who.every((party) => party === 'consequence'))
    .map((step) => step.action);
  const instead = possible.length > 0 ? `Possible now: ${possible.join(', ')}.` : 'Nothing more can happen to it.';
  return refusal(
    `${subject}.wrong_state`,
    `This ${subject} is ${state.replaceAll('_', ' ')}, so "${action}" is not possible. ${instead}`,
    { facts: { state, action, possible } },
  );
}

/** Where this action leads from this state. Throws Refused (`claim.wrong_state` …) when it is not possible. */
export function stepOrRefuse<const W extends Workflow>(
  subject: 'claim' | 'verdict' | 'correction',
  workflow: W,
  state: StateOf<W>,
  action: ActionOf<W>,
): StateOf<W> {
  const to = nextState(workflow, state, action);
  if (to === undefined) throw new Refused(wrongState(subject, workflow, state, action));
  return to;
}
