import { endsOf, type Step, type Workflow } from './workflow.js';

/** A workflow table as a Mermaid `stateDiagram-v2`, one arrow a pair of states, for the generated docs page. */
export function diagram(workflow: Workflow): string {
  const arrows = new Map<string, string[]>();
  for (const step of workflow) {
    const arrow = `${step.from ?? '[*]'} --> ${step.to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), label(step)]);
  }
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow} : ${labels.join(' / ')}`);
  const ends = endsOf(workflow).map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', ...lines, ...ends, ''].join('\n');
}

// A consequence has no actor to name: the arrow says what happens, the table's note says why.
function label(step: Step): string {
  const people = step.who.filter((party) => party !== 'consequence');
  return people.length > 0 ? `${step.action} (${people.join(', ')})` : step.action;
}
