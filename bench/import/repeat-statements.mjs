// A bare client that sends recorded transactions again: the least that the same SQL can cost. Run as a process of its own:
// node repeat-statements.mjs FILE DATABASE_URL ORGANIZATION
import fs from 'node:fs';
import v8 from 'node:v8';
import pg from 'pg';

const [file, url, organization] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(`select set_config('claimdesk.organization', $1, false)`, [organization]);
const fd = fs.openSync(file, 'r');
const head = Buffer.alloc(4);
const began = { at: performance.now(), cpu: process.cpuUsage() };
let transactions = 0;
while (fs.readSync(fd, head, 0, 4, null) === 4) {
  const bytes = Buffer.alloc(head.readUInt32BE());
  fs.readSync(fd, bytes, 0, bytes.length, null);
  for (const { text, values, name } of v8.deserialize(bytes))
    await client.query({ text, values: values.map(sendable), name });
  transactions += 1;
}
const used = process.cpuUsage(began.cpu);
const seconds = (performance.now() - began.at) / 1_000;
process.stdout.write(JSON.stringify({ seconds, cpu: (used.user + used.system) / 1_000, transactions }));
await client.end();

// What was a Buffer comes back as bytes.
function sendable(value) {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return Array.isArray(value) ? value.map(sendable) : value;
}
