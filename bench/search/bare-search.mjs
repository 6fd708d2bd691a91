// The least that can be done for the same search: node:http and pg, the service's own two statements with the same plan for
// the words at hand, and JSON made in SQL. Nothing is validated, counted or paged.
import http from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { ClaimSearch, searchStatement } = require('../../dist/libs/outward/src/search/claim-search.js');

const answered = (statement) => `select coalesce(json_agg(json_build_object('text', r.claim #>> '{page,statement}',
  'claimant', r.claim #>> '{page,utterances,0,claimant,name}',
  'claimDate', r.claim #>> '{page,utterances,0,saidOn}', 'claimReview', json_build_array(json_build_object(
    'publisher', json_build_object('name', r.house ->> 'siteName', 'site', r.house ->> 'baseUrl'),
    'url', '/p/' || (r.house ->> 'slug') || '/claims/' || (r.claim ->> 'slug'), 'title', r.claim #>> '{page,summary}',
    'reviewDate', r.claim ->> 'publishedAt', 'textualRating', r.claim #>> '{page,rating,labels,en}',
    'languageCode', r.claim #>> '{page,language}'))))::text, '[]') as json from (${statement}) r`;

process.once('message', ({ appUrl }) => {
  const options = '-c jit=off -c role=claimdesk_public';
  const pool = new pg.Pool({ connectionString: appUrl, max: 5, idleTimeoutMillis: 0, options });
  // Only the words: what they are in each language is asked of PostgreSQL, as the service does.
  const words = new ClaimSearch({
    read: async (text, values) => (await pool.query({ name: 'words', text, values })).rows,
  });
  const handle = async (request, reply) => {
    const { searchParams } = new URL(request.url, 'http://bare');
    const [query, language] = [searchParams.get('query'), searchParams.get('languageCode') ?? undefined];
    const asked = { query, pageSize: 19, ...(language ? { language } : {}) };
    const { text, values } = searchStatement(asked, 'http://bare', 0, await words.words(query, language));
    const { rows } = await pool.query(answered(text), values);
    reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(`{"claims":${rows[0].json}}`);
  };
  const server = http.createServer((request, reply) => {
    handle(request, reply).catch((error) => {
      process.send({ event: 'failed', message: `bare server: ${error.stack}` });
      reply.writeHead(500).end();
    });
  });
  server.listen(0, '127.0.0.1', () => process.send({ event: 'listening', port: server.address().port }));
});
process.on('disconnect', () => process.exit(0));
