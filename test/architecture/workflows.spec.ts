import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessTable,
  actionsOf,
  claimWorkflow,
  correctionWorkflow,
  diagram,
  verdictWorkflow,
  type Workflow,
} from '#libs/factcheck';

const root = join(__dirname, '..', '..');
const workflows: readonly (readonly [string, Workflow])[] = [
  ['claim', claimWorkflow],
  ['verdict', verdictWorkflow],
  ['correction', correctionWorkflow],
];

/** What is done to the thing without a step of its workflow. */
const noStep = [
  ...['claim.edit', 'claim.link', 'claim.split', 'claim.setReviewBy', 'claim.hold', 'claim.release'],
  ...['claim.readHold', 'verdict.edit', 'verdict.draftRetraction'],
];
/** Steps whose action has another name there. */
const renamed: Readonly<Record<string, string>> = {
  'verdict.ballot': 'ballot.cast',
  'verdict.withdrawBallot': 'ballot.withdraw',
};
/** Publishing the new version carries a correction out, so this has no verb and no route of its own. */
const byAnother = 'correction.publish';
/** Decides what an answer shows, on routes that everybody may ask. */
const inAnswers = 'claim.readHold';
/** Comes by the route of imports. */
const byImports = 'verdict.import';

const sourcesUnder = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

describe('the workflows', () => {
  const steps = Object.keys(accessTable).filter((action) => /^(claim|verdict|correction|ballot)\./.test(action));
  const inTables = workflows.flatMap(([subject, workflow]) =>
    actionsOf(workflow).map((action) => renamed[`${subject}.${action}`] ?? `${subject}.${action}`),
  );

  it('hold a row for every step that the access table grants', () => {
    expect(steps.filter((action) => !inTables.includes(action)).sort()).toEqual([...noStep].sort());
  });

  it('have a verb for every step, which asks whether this actor may', () => {
    const verbs = sourcesUnder('libs/desk/src');
    const without = steps.filter((action) => !new RegExp(`mayDo\\([\\w.]+, '${action}'\\)`).test(verbs));
    expect(without.sort()).toEqual([byAnother]);
  });

  it('have a route for every step, which names it', () => {
    const routes = sourcesUnder('apps/api/src');
    const without = steps.filter((action) => !routes.includes(`@May('${action}')`));
    expect(without.sort()).toEqual([inAnswers, byAnother, byImports]);
  });

  it.each(workflows)('are drawn in the documents as the %s table says now', (_subject, workflow) => {
    expect(readFileSync(join(root, 'docs', 'generated', 'workflow.md'), 'utf8')).toContain(diagram(workflow));
  });
});
