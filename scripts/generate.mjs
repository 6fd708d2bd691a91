// Writes what is generated from the code, so that a review shows the consequences of a change.
// --check: writes nothing and fails when a file is not what it would be.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { eventPages } from './event-pages.mjs';
import { notices } from './notices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
require('reflect-metadata');
const from = (place) => require(path.join(root, 'dist', place));

const files = {
  'openapi.json': await openapi(),
  ...(await fromTheCatalog()),
  'THIRD-PARTY-NOTICES.md': notices(root),
  ...(await pages()),
};

if (process.argv.includes('--check')) {
  const stale = Object.entries(files).filter(([name, text]) => read(name) !== text);
  for (const [name] of stale) console.error(`${name} is not what the code says. Run "npm run generate" and commit it.`);
  if (stale.length === 0) console.log(`${Object.keys(files).length} generated files are fresh.`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
  console.log(`wrote ${name}`);
}
process.exit(0);

function read(name) {
  try {
    return fs.readFileSync(path.join(root, name), 'utf8');
  } catch {
    return undefined;
  }
}

// Preview mode makes no provider, so this needs no database.
async function openapi() {
  const { NestFactory } = require('@nestjs/core');
  const { AppModule } = from('apps/api/src/app.module.js');
  const { describeApi } = from('apps/api/src/openapi.js');
  const { FastifyAdapter } = require('@nestjs/platform-fastify');
  const nothing = { settings: {}, masterKey: {}, database: {} };
  const app = await NestFactory.create(AppModule.forRoot(nothing), new FastifyAdapter(), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  return `${JSON.stringify(describeApi(app), null, 2)}\n`;
}

// From the catalog of a database that the migrations made just now.
async function fromTheCatalog() {
  const { startEmbeddedServer, openDatabase, migrate, describeSchema, asGranted, privilegesHeld, ourRoles } =
    from('libs/database/src/index.js');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-schema-'));
  const server = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    password: 'generate',
    ephemeral: true,
  });
  try {
    const database = await openDatabase({ url: server.url('postgres'), poolSize: 2 });
    await migrate(database.dataSource);
    const asked = { query: (sql, values) => database.connections.acrossOrganizations(sql, values) };
    const text = await describeSchema(asked);
    const granted = asGranted(await privilegesHeld(asked, ourRoles));
    await database.close();
    return {
      'docs/generated/schema.sql': `-- Written by "npm run generate" from the catalog. It describes; the migrations define.\n\n${text}`,
      'libs/database/src/roles/granted.ts': await formatted('libs/database/src/roles/granted.ts', [
        "import type { Granted } from './privileges-held.js';",
        '/** Written by "npm run generate" from a database that the migrations made; "claimdesk doctor --roles" compares with it. */\n' +
          `export const granted: Granted = ${JSON.stringify(granted)};`,
      ]),
    };
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function formatted(name, lines) {
  const prettier = await import('prettier');
  const options = await prettier.resolveConfig(path.join(root, name));
  return prettier.format(lines.join('\n\n'), { ...options, filepath: name });
}

/** A workflow as a table. `consequence`: it follows from another step and cannot be asked for by itself. */
function byState(subject, table) {
  return [
    `## State × action × who: ${subject}\n`,
    '| from | action | to | who | reason | only if |\n| --- | --- | --- | --- | --- | --- |',
    ...table.map(
      ({ from, action, to, who, reason, note }) =>
        `| ${from ?? '–'} | \`${subject}.${action}\` | ${to} | ${who.join(', ')} | ${reason ?? ''} | ${note ?? ''} |`,
    ),
    '',
  ];
}

async function pages() {
  const rules = from('libs/factcheck/src/index.js');
  const { refusalTitles } = from('libs/kernel/src/index.js');
  const { statusOf } = from('apps/api/src/http/status-of.js');
  const { variables } = from('libs/runtime/src/index.js');
  const { describeMetrics } = from('apps/cli/src/metrics/all-metrics.js');
  const note = '<!-- Written by "npm run generate". Do not edit. -->\n';
  const workflow = (title, table) => `## ${title}\n\n\`\`\`mermaid\n${rules.diagram(table).trim()}\n\`\`\`\n`;
  const shown = (value) => (value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value));
  return {
    'docs/generated/workflow.md': [
      `${note}\n# The three workflows\n`,
      'Drawn from the tables in `libs/factcheck`, which are also what the server enforces.\n',
      workflow('Claim', rules.claimWorkflow),
      workflow('Verdict', rules.verdictWorkflow),
      workflow('Correction', rules.correctionWorkflow),
    ].join('\n'),
    'docs/generated/problems.md': [
      `${note}\n# Every refusal\n`,
      'The `code` of a problem document is stable; its `detail` names the missing fact and what to do.\n',
      '| code | HTTP | title |\n| --- | --- | --- |',
      ...Object.entries(refusalTitles).map(([code, title]) => `| \`${code}\` | ${statusOf[code]} | ${title} |`),
      '',
    ].join('\n'),
    ...eventPages(from, note),
    'docs/generated/metrics.md': [
      `${note}\n# Metrics\n`,
      'For Prometheus, at `GET /metrics` of each process on its `CLAIMDESK_METRICS_PORT`, which needs no key and is off when not set.',
      'Beside them stand those of the Node client (`process_*`, `nodejs_*`) and `claimdesk_build_info{release}`. What is told of the',
      'whole installation (`claimdesk_events_*`, `claimdesk_ledger_*`, `claimdesk_work_*`) every process tells alike: use `max()`.',
      'Counters are of one process: use `sum()`. No label holds what somebody wrote.\n',
      '| metric | type | labels | what it says |\n| --- | --- | --- | --- |',
      ...(await describeMetrics()).map(
        ({ name, type, labels, help }) =>
          `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
      ),
      '',
    ].join('\n'),
    'docs/generated/registers.md': [
      `${note}\n# The registers, column by column\n`,
      'Names are stable: programs read them. New columns come at the end. An empty cell of a CSV is `null` in NDJSON.',
      '`citations`, `appearances` and the hours of the corrections register are numbers there; everything else is text.\n',
      'Cells of a CSV that would begin like a formula have an apostrophe before them; in XLSX every such cell is marked as text.\n',
      ...[
        ['Claims register', rules.registerColumns],
        ['Corrections register', rules.correctionColumns],
      ].flatMap(([title, columns]) => [
        `## ${title}\n`,
        '| column | what it holds |\n| --- | --- |',
        ...Object.entries(columns).map(([name, about]) => `| \`${name}\` | ${about} |`),
        '',
      ]),
    ].join('\n'),
    'docs/generated/access.md': [
      `${note}\n# Who may do what\n`,
      'What is not named is denied. A role opens the door only: author, assignee and submitter are asked for besides.',
      'A key may be narrowed to scopes: then it does what both its roles and one of its scopes open. A key with a period',
      "(an assessor's) does what is marked in the last column, and sees nothing of another time by it.\n",
      '## Role × action × scope\n',
      '| action | who | scope | with a period |\n| --- | --- | --- | --- |',
      ...Object.entries(rules.accessTable).map(
        ([action, who]) =>
          `| \`${action}\` | ${who.join(', ')} | ${rules.scopeTable[action]} | ${rules.periodActions.includes(action) ? 'yes' : ''} |`,
      ),
      '',
      ...byState('claim', rules.claimWorkflow),
      ...byState('verdict', rules.verdictWorkflow),
      ...byState('correction', rules.correctionWorkflow),
    ].join('\n'),
    'docs/generated/configuration.md': [
      `${note}\n# Configuration\n`,
      'Environment variables, read once at the start; every mistake is listed.\n',
      '| variable | default | meaning |\n| --- | --- | --- |',
      ...Object.values(variables).map(({ name, fallback, about }) => `| \`${name}\` | ${shown(fallback)} | ${about} |`),
      '',
    ].join('\n'),
  };
}
