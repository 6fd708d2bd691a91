import { type Config, variables } from './variables.js';

export { variables, type Config } from './variables.js';

/** Every problem at once, each with what to do. */
export class ConfigInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigInvalid';
  }
}

/** Reads and checks the environment once; nothing else in the project looks at `process.env`. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, variable] of Object.entries(variables)) {
    const text = environment[variable.name]?.trim();
    if (text === undefined || text === '') {
      values[field] = variable.fallback;
      continue;
    }
    const parsed = variable.parse(text);
    if ('problem' in parsed) problems.push(`${variable.name}: ${parsed.problem}`);
    else values[field] = parsed.value;
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith('CLAIMDESK_') && !known.has(name)) {
      problems.push(
        `${name}: there is no such setting. Known: ${[...known].filter((k) => k.startsWith('CLAIMDESK_')).join(', ')}.`,
      );
    }
  }
  if (values.databaseUrl !== undefined && values.masterKey === undefined) {
    problems.push(
      'CLAIMDESK_MASTER_KEY: needed with DATABASE_URL, because secrets in the database are sealed with it. Make one with "openssl rand -base64 32" and keep it apart from the database.',
    );
  }
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return values as unknown as Config;
}

// CLAIMDESK_SHARED is read by the tests alone, CLAIMDESK_LISTEN_SECRET by "claimdesk listen", which needs no desk.
const known = new Set<string>([
  ...Object.values(variables).map((v) => v.name),
  'CLAIMDESK_SHARED',
  'CLAIMDESK_LISTEN_SECRET',
]);
