import { correctionWorkflow } from './correction/correction-workflow.js';
import { diagram } from './diagram.js';
import type { Workflow } from './workflow.js';

const light = [
  { from: null, action: 'light', to: 'lit', who: ['editor'] },
  { from: 'lit', action: 'trim', to: 'lit', who: ['editor', 'reviewer'] },
  { from: 'lit', action: 'blow', to: 'out', who: ['consequence'] },
  { from: 'lit', action: 'snuff', to: 'out', who: ['system'] },
] as const satisfies Workflow;

describe('the diagram of a workflow', () => {
  it('draws one arrow a pair of states, names who may, and marks the ends', () => {
    expect(diagram(light)).toBe(
      [
        'stateDiagram-v2',
        '  [*] --> lit : light (editor)',
        '  lit --> lit : trim (editor, reviewer)',
        '  lit --> out : blow / snuff (system)',
        '  out --> [*]',
        '',
      ].join('\n'),
    );
  });

  it('mentions every action of a real table', () => {
    const text = diagram(correctionWorkflow);
    for (const { action } of correctionWorkflow) expect(text).toContain(action);
  });
});
