const fs = require('node:fs');
const { Client } = require('pg');

module.exports = async () => {
  const { server, folder, url, template } = globalThis.__claimdeskTest;
  if (server) {
    await server.stop();
  } else {
    const admin = new Client({ connectionString: url('postgres') });
    await admin.connect();
    await admin.query(`drop database if exists ${template} with (force)`);
    await admin.end();
  }
  fs.rmSync(folder, { recursive: true, force: true });
};
