// Makes one file of the verifier and the modules that it needs: auditors copy it and install nothing.
import fs from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';

const isBuiltin = (name) => name.startsWith('node:') || builtinModules.includes(name);

/** What the verifier may know of the kernel; anything else in there needs a package. */
const kernel = 'libs/kernel/src/canonical-json.js';

/** Gives the path of the written file. `dist` holds the transpiled modules. */
export async function bundleVerifier(dist) {
  const modules = new Map();
  const entry = 'apps/cli/src/verify/alone.js';
  const waiting = [entry];
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (modules.has(name)) continue;
    const text = (await fs.readFile(path.join(dist, name), 'utf8')).replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
    const wanted = {};
    for (const [, asked] of text.matchAll(/require\("([^"]+)"\)/g)) {
      if (isBuiltin(asked)) continue;
      wanted[asked] = resolve(name, asked);
      waiting.push(wanted[asked]);
    }
    modules.set(name, { text, wanted });
  }
  const body = [...modules]
    .map(
      ([name, { text, wanted }]) =>
        `${JSON.stringify(name)}: [${JSON.stringify(wanted)}, function (require, exports, module) {\n${text}}],`,
    )
    .join('\n');
  const target = path.join(dist, 'claimdesk-verify.cjs');
  const beside = `${target}.${process.pid}.tmp`;
  await fs.writeFile(beside, whole(body, entry));
  await fs.rename(beside, target);
  return target;
}

function resolve(from, asked) {
  if (asked === '#libs/kernel') return kernel;
  const lib = /^#libs\/(\w+)$/.exec(asked)?.[1];
  if (lib) return `libs/${lib}/src/index.js`;
  if (asked.startsWith('.')) return path.posix.join(path.posix.dirname(from), asked);
  throw new Error(`the verifier must need no package, and ${from} asks for ${asked}`);
}

const whole = (body, entry) => `#!/usr/bin/env node
// Claimdesk's verifier in one file. MIT licence. It reads the files you name, and nothing else; it has no network.
'use strict';
const modules = {
${body}
};
const loaded = {};
function load(name) {
  if (!loaded[name]) {
    const module = (loaded[name] = { exports: {} });
    const [wanted, run] = modules[name];
    run((asked) => (wanted[asked] ? load(wanted[asked]) : require(asked)), module.exports, module);
  }
  return loaded[name].exports;
}
load(${JSON.stringify(entry)});
`;
