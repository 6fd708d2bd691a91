#!/usr/bin/env node
// The command line's door. Says plainly what is wrong before any newer syntax can trip over an old Node.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Claimdesk needs Node 20.19 or newer; this is ' + process.versions.node + '. Install a current Node and try again.',
  );
  process.exit(78);
}
const entry = require('node:path').join(__dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
if (!require('node:fs').existsSync(entry)) {
  console.error('Claimdesk is not built yet. Run "npm ci" (or "npm run build") in its folder first.');
  process.exit(78);
}
require(entry);
