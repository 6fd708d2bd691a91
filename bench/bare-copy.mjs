// What psql's \copy does, where there is no psql: one COPY of the same rows by the same role, into /dev/null.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

const { copyOptions, exportStatements } = createRequire(import.meta.url)(
  '../dist/libs/desk/src/claims/register-select.js',
);
const [firstId, lastId] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
let client;
let organization;

async function copy(format) {
  const values = [organization, firstId, lastId];
  const query = exportStatements(format, {}).slice.replace(/\$(\d)/g, (_, place) => `'${values[place - 1]}'`);
  const stream = client.query(copyTo(`copy (${query}) to stdout with (${copyOptions(format, true)})`));
  let bytes = 0;
  stream.on('data', (chunk) => (bytes += chunk.length));
  await pipeline(stream, fs.createWriteStream('/dev/null'));
  return bytes;
}

process.on('message', async (message) => {
  try {
    if (message.appUrl) {
      organization = message.organization;
      client = new pg.Client({ connectionString: message.appUrl, options: '-c jit=off' });
      client.on('error', () => process.exit(0)); // PostgreSQL ended first
      await client.connect();
      await client.query(`select set_config('claimdesk.organization', $1, false)`, [organization]);
      process.send({ event: 'ready' });
    } else process.send({ event: 'copied', bytes: await copy(message.format) });
  } catch (error) {
    process.send({ event: 'failed', message: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
