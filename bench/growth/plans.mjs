import { createRequire } from 'node:module';
import pg from 'pg';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const desk = require('../../dist/libs/desk/src/index.js');
const ledger = require('../../dist/libs/ledger/src/index.js');

/** What a read asks the database: its statements are taken down and answered with nothing, or with what the next one needs. */
async function statementsOf(read, answers = []) {
  const asked = [];
  const connections = {
    read: async (organization, text, values) => {
      asked.push({ text, values });
      return answers.shift() ?? [];
    },
  };
  await read(connections).catch((error) => {
    if (asked.length === 0) throw error;
  });
  return asked;
}

/** The generic plans of the service's own statements, made as the application's role inside the organization. */
export async function growthPlans({ appUrl, organization, member, claim, index, time }) {
  const actor = { organization, kind: 'member', member, key: member, roles: ['researcher', 'reviewer', 'editor'] };
  const at = { organization, size: Number(index) + 1 };
  const page = { limit: 51 };
  const reads = {
    'GET /v1/claims?assignee=': (c) => new desk.ClaimReads(c).list(actor, { assignee: member }, page),
    'GET /v1/claims?topic=': (c) => new desk.ClaimReads(c).list(actor, { topic: 'health' }, page),
    ...Object.fromEntries(
      desk.queueNames.map((name) => [
        `GET /v1/queue/${name}`,
        (c) => new desk.QueueReads(c).list(actor, name, 7, page),
      ]),
    ),
    'GET /v1/queue/counts': (c) => new desk.QueueReads(c).counts(actor, 7),
    'GET /v1/claims/{id}/history': (c) =>
      new ledger.HistoryStore(c).of(organization, { type: 'claim', id: claim }, undefined, 51),
    'GET /v1/claims/{id}?asOf=, the size of the log then': (c) => new ledger.LogTimes(c).sizeAt(organization, time),
    'GET /v1/claims/{id}?atIndex=, a state then': (c) => new ledger.StatesAt(c).ofIds(at, 'claim', [claim]),
    'GET /v1/claims/{id}/stages': (c) => new desk.StageReads(c).ofClaim(organization, claim),
  };
  const options = `-c claimdesk.organization=${organization} -c plan_cache_mode=force_generic_plan -c jit=off`;
  const client = new pg.Client({ connectionString: appUrl, options });
  await client.connect();
  const plans = {};
  try {
    for (const [name, read] of Object.entries(reads)) {
      const [{ text, values }] = await statementsOf(read);
      const statement = `plan_${Object.keys(plans).length}`;
      await client.query(`prepare ${statement} as ${text}`);
      const given = values.map((value) =>
        Array.isArray(value) ? `'{${value}}'` : value === null ? 'null' : `'${value}'`,
      );
      const { rows } = await client.query(
        `explain (analyze, buffers off, costs off, timing off, summary off) execute ${statement}(${given.join(', ')})`,
      );
      plans[name] = rows.map((row) => row['QUERY PLAN']).join('\n');
    }
  } finally {
    await client.end();
  }
  return plans;
}

/** As Markdown, without what changes from run to run. */
export const plansAsMarkdown = (plans) =>
  Object.entries(plans)
    .map(([name, plan]) => {
      const lines = plan
        .replaceAll(
          `(NULLIF(current_setting('claimdesk.organization'::text, true), ''::text))::uuid`,
          'current_organization()',
        )
        .split('\n')
        .filter((line) => !/Index Searches|Heap Fetches/.test(line));
      return `\`${name}\`\n\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
    })
    .join('\n');
