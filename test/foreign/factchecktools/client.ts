import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Why Google's own client cannot be asked here; undefined when it can. */
export function clientIsMissing(): string | undefined {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 && !process.env.FOREIGN_ON_ANY_NODE) return `it needs Node 22, and this is ${process.versions.node}`;
  return existsSync(join(__dirname, 'node_modules'))
    ? undefined
    : 'it is not installed (npm install in test/foreign/factchecktools)';
}

/** What its `claims.search` answers from this address, with a slash at the end. */
export async function askClient(
  address: string,
  parameters: object,
): Promise<{ status: number; data?: unknown; message?: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'ask.mjs'), address, JSON.stringify(parameters)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const chunk of child.stdout) told += String(chunk);
  return JSON.parse(told) as { status: number };
}
