// One PostgreSQL for the whole run, one migrated template database in it. Runs from dist/: Jest maps no module names here.
// TEST_DATABASE_URL runs the same tests on a server of yours (a superuser's address, PostgreSQL 15 or newer).
require('reflect-metadata');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Client } = require('pg');

module.exports = async () => {
  const { startEmbeddedServer, createDataSource, migrate } = require('../../dist/libs/database/src/index.js');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-test-'));
  const given = process.env.TEST_DATABASE_URL;
  const server = given
    ? undefined
    : await startEmbeddedServer({
        folder: path.join(folder, 'postgres'),
        password: 'test',
        ephemeral: true,
        settings: { max_connections: 300, shared_buffers: '128MB' },
      });
  const url = (database) => {
    if (server) return server.url(database);
    const address = new URL(given);
    address.pathname = `/${database}`;
    return address.href;
  };
  const template = `claimdesk_template_${process.pid}`;
  const admin = new Client({ connectionString: url('postgres') });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const owner = await createDataSource({ url: url(template), poolSize: 2 }).initialize();
  await migrate(owner);
  await owner.destroy();
  process.env.TEST_SERVER_URL = url('postgres');
  process.env.TEST_TEMPLATE = template;
  globalThis.__claimdeskTest = { server, folder, url, template };
};
