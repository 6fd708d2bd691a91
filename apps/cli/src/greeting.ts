import pc from 'picocolors';
import type { OpenDesk } from './open-desk.js';

interface Facts {
  readonly address: string;
  readonly release: string;
  readonly desk: OpenDesk;
  readonly firstKey: string | undefined;
}

/** What a person who just started it wants to know. */
export function greeting({ address, release, desk, firstKey }: Facts): string {
  const { config } = desk.settings;
  const database = desk.embedded ? `embedded PostgreSQL in ${config.dataDir}` : 'DATABASE_URL';
  const lines = [
    `${pc.bold(`Claimdesk ${release}`)} is ready`,
    `  API       ${pc.cyan(`${address}/v1`)}`,
    `  API docs  ${pc.cyan(`${address}/docs`)}`,
    `  Database  ${database}`,
  ];
  if (firstKey) {
    lines.push('', `  ${pc.yellow("The administrator's key, shown this once. Keep it:")}`, `  ${pc.bold(firstKey)}`);
  }
  lines.push('', '  Ctrl-C stops it. "npm run demo" shows what it does.', '');
  return lines.join('\n');
}
