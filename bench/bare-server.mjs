// What Node and PostgreSQL can do at the least effort: node:http and pg, named statements, JSON made in SQL. No key is
// asked for, nothing is validated, no quote is looked for, no answer is recalled.
import { createHash } from 'node:crypto';
import http from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';
import { assignText, createText, getText, listByStatusText } from './bare-statements.mjs';

const { newId } = createRequire(import.meta.url)('../dist/libs/kernel/src/id.js');
const json = { 'content-type': 'application/json; charset=utf-8' };
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function handlers(pool, { organization, member, claimants, article, revision }) {
  const get = async (url, reply) => {
    const id = url.pathname.slice('/v1/claims/'.length);
    const { rows } = await pool.query({ name: 'get', text: getText, values: [organization, id] });
    reply.writeHead(200, json).end(rows[0].json);
  };
  const list = async (url, reply) => {
    const limit = Number(url.searchParams.get('limit'));
    const values = [organization, lastId, limit + 1, url.searchParams.get('status')];
    const { rows } = await pool.query({ name: 'list', text: listByStatusText, values });
    const items = rows.slice(0, limit).map((row) => row.json);
    reply.writeHead(200, json).end(`{"items":[${items.join(',')}],"next":"${rows[limit]?.id}"}`);
  };
  const inTransaction = async (statement) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query(statement);
      await client.query('commit');
      return rows;
    } finally {
      client.release();
    }
  };
  const create = async (request, reply) => {
    const body = await textOf(request);
    const claim = JSON.parse(body);
    const [id, utterance, event] = [newId(), newId(), newId()];
    const claimant = claimants[claim.claimant.name];
    const { exact, prefix, suffix } = claim.appearance;
    const place = [exact, prefix ?? '', suffix ?? '', 0, exact.length];
    const states = JSON.stringify({
      id,
      organization,
      member,
      utterance,
      claimant,
      article,
      revision,
      ...claim,
      event,
    });
    const values = [
      organization,
      id,
      claim.statement,
      claim.kind,
      claim.language,
      member,
      utterance,
      claimant,
      claim.mode,
    ];
    values.push(claim.impliedBecause ?? null, article, revision, ...place, event, Buffer.from(states));
    values.push(request.headers['idempotency-key'], createHash('sha256').update(body).digest(), Buffer.from(states));
    const [made] = await inTransaction({ name: 'create', text: createText, values });
    reply.writeHead(201, { ...json, location: `/v1/claims/${id}` }).end(made.json);
  };
  const assign = async (request, url, reply) => {
    const body = await textOf(request);
    const version = Number(request.headers['if-match'].slice(1, -1));
    const values = [organization, url.pathname.split('/')[3], JSON.parse(body).member, version, newId()];
    values.push(request.headers['idempotency-key'], createHash('sha256').update(body).digest());
    const [assigned] = await inTransaction({ name: 'assign', text: assignText, values });
    if (!assigned) return void reply.writeHead(412).end();
    reply.writeHead(200, { ...json, etag: `"${version + 1}"` }).end(assigned.json);
  };
  return (request, reply) => {
    const url = new URL(request.url, 'http://bare');
    if (url.pathname.endsWith('/assign')) return assign(request, url, reply);
    if (request.method === 'POST') return create(request, reply);
    return url.search.includes('status=') ? list(url, reply) : get(url, reply);
  };
}

process.once('message', (order) => {
  // The same role and the same fence as the service; the organization is set once, when a connection is made.
  const options = `-c claimdesk.organization=${order.organization}`;
  const pool = new pg.Pool({ connectionString: order.appUrl, max: 10, idleTimeoutMillis: 0, options });
  const handle = handlers(pool, order);
  const server = http.createServer((request, reply) => {
    handle(request, reply).catch((error) => {
      process.send({ event: 'failed', message: `bare server: ${error.stack}` });
      reply.writeHead(500).end();
    });
  });
  server.listen(0, '127.0.0.1', () => process.send({ event: 'listening', port: server.address().port }));
});
process.on('disconnect', () => process.exit(0));
