import { homedir } from 'node:os';
import { resolve } from 'node:path';

type Parsed<T> = { value: T } | { problem: string };
interface Variable<T> {
  readonly name: string;
  readonly about: string;
  readonly fallback: T;
  readonly parse: (text: string) => Parsed<Exclude<T, undefined>>;
}

// Seconds. What a retry is put off by must fit the database's times, and somebody's patience.
const longestPause = 30 * 86_400;

const variable = <T>(v: Variable<T>): Variable<T> => v;

/** Every setting there is: one place for the reader, the docs page and the type. */
export const variables = {
  port: variable<number>({
    name: 'PORT',
    about: 'The port of the API.',
    fallback: 3000,
    parse: wholeNumber(0, 65_535),
  }),
  host: variable<string>({
    name: 'HOST',
    about: 'The address the API listens on. 0.0.0.0 for every interface.',
    fallback: '127.0.0.1',
    parse: (value) => ({ value }),
  }),
  databaseUrl: variable<string | undefined>({
    name: 'DATABASE_URL',
    about: 'PostgreSQL 15 to 18 for the application role. Without it an embedded server is started.',
    fallback: undefined,
    parse: postgresAddress,
  }),
  databaseOwnerUrl: variable<string | undefined>({
    name: 'DATABASE_OWNER_URL',
    about:
      'The owner of the tables, for migrations. Without it DATABASE_URL migrates too and the role is set per connection.',
    fallback: undefined,
    parse: postgresAddress,
  }),
  poolSize: variable<number>({
    name: 'CLAIMDESK_POOL_SIZE',
    about: 'Database connections per process.',
    fallback: 10,
    parse: wholeNumber(3, 200),
  }),
  dataDir: variable<string>({
    name: 'CLAIMDESK_DATA_DIR',
    about: 'Where the embedded PostgreSQL and its keys are kept.',
    fallback: '.claimdesk',
    parse: (text) => ({ value: text.startsWith('~/') ? resolve(homedir(), text.slice(2)) : text }),
  }),
  masterKey: variable<Buffer | undefined>({
    name: 'CLAIMDESK_MASTER_KEY',
    about:
      '32 bytes in base64 that seal signing keys, webhook secrets and confidential text. The embedded server makes its own.',
    fallback: undefined,
    parse: (text) => {
      const value = Buffer.from(text, 'base64');
      return value.length === 32
        ? { value }
        : { problem: 'must be 32 bytes in base64, as "openssl rand -base64 32" prints them.' };
    },
  }),
  bootstrapKey: variable<string | undefined>({
    name: 'CLAIMDESK_BOOTSTRAP_KEY',
    about: 'The first administrator\'s key, for automation. Make one with "npx claimdesk new-key".',
    fallback: undefined,
    parse: (value) =>
      value.startsWith('cd_')
        ? { value }
        : { problem: 'is not a Claimdesk key. Make one with "npx claimdesk new-key".' },
  }),
  operatorKey: variable<string | undefined>({
    name: 'CLAIMDESK_OPERATOR_KEY',
    about: 'Whoever presents it may create organizations. At least 32 characters. Off when not set.',
    fallback: undefined,
    parse: (value) => (value.length >= 32 ? { value } : { problem: 'must have at least 32 characters.' }),
  }),
  egressAllow: variable<readonly string[]>({
    name: 'CLAIMDESK_EGRESS_ALLOW',
    about:
      'Private networks that webhooks may reach, as CIDRs separated by commas, such as 10.1.0.0/16. None by default.',
    fallback: [],
    parse: networks,
  }),
  egressProxy: variable<string | undefined>({
    name: 'CLAIMDESK_EGRESS_PROXY',
    about:
      'An HTTP proxy for webhooks and captures, such as http://user:password@proxy.internal:3128. Destinations are looked up and checked here first; the proxy is asked for a tunnel to the address. HTTP_PROXY is not read.',
    fallback: undefined,
    parse: proxyAddress,
  }),
  accessLogDays: variable<number>({
    name: 'CLAIMDESK_ACCESS_LOG_DAYS',
    about: 'For how many days the access log is kept. A changed number holds for the days that end from then on.',
    fallback: 90,
    parse: wholeNumber(1, 3_650),
  }),
  reportDays: variable<number>({
    name: 'CLAIMDESK_REPORT_DAYS',
    about:
      'For how many days a finished report can be downloaded. A changed number holds for what is finished from then on.',
    fallback: 30,
    parse: wholeNumber(1, 3_650),
  }),
  retrySeconds: variable<readonly number[]>({
    name: 'CLAIMDESK_WEBHOOK_RETRY_SECONDS',
    about: 'Pauses before each retry of a webhook, in seconds, separated by commas.',
    fallback: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    parse: (text) => {
      const value = text.split(',').map((one) => (one.trim() === '' ? Number.NaN : Number(one)));
      return value.length <= 50 && value.every((n) => n >= 0 && n <= longestPause)
        ? { value }
        : {
            problem:
              'must be up to 50 numbers of seconds, each up to 30 days, separated by commas, such as 5,300,1800.',
          };
    },
  }),
  hotMinutes: variable<number>({
    name: 'CLAIMDESK_WEBHOOK_HOT_MINUTES',
    about:
      'For how many minutes a webhook delivery that has ended stays in the tables that all deliveries go through. After that it is kept apart, and is read and sent again as before.',
    fallback: 60,
    parse: wholeNumber(1, 1_440),
  }),
  deliveryDays: variable<number>({
    name: 'CLAIMDESK_WEBHOOK_LOG_DAYS',
    about:
      'For how many days a webhook delivery that has ended can be read, with its attempts: what was sent where, and what came back. After that only the fact stays that an event arrived.',
    fallback: 30,
    parse: wholeNumber(1, 3_650),
  }),
  ratePerKey: variable<number>({
    name: 'CLAIMDESK_RATE_PER_KEY',
    about: 'Requests a minute that one API key may send to one process. 0: as many as it likes.',
    fallback: 6_000,
    parse: wholeNumber(0, 1_000_000_000),
  }),
  ratePerOrganization: variable<number>({
    name: 'CLAIMDESK_RATE_PER_ORGANIZATION',
    about: 'Requests a minute that all keys of one organization may send to one process. 0: as many as they like.',
    fallback: 30_000,
    parse: wholeNumber(0, 1_000_000_000),
  }),
  waitingPerKey: variable<number>({
    name: 'CLAIMDESK_WAITING_PER_KEY',
    about:
      'Streams of events and waits for them (GET /v1/events) that one API key may have open at once in one process; all keys of an organization ten times as many. 0: as many as they like.',
    fallback: 20,
    parse: wholeNumber(0, 100_000),
  }),
  ratePerAddress: variable<number>({
    name: 'CLAIMDESK_RATE_PER_ADDRESS',
    about:
      'Requests a minute that one network address may send to what is public, without a key, to one process. 0: as many as it likes.',
    fallback: 600,
    parse: wholeNumber(0, 1_000_000_000),
  }),
  trustedProxies: variable<readonly string[]>({
    name: 'CLAIMDESK_TRUSTED_PROXIES',
    about:
      'Networks of your own proxies, as CIDRs separated by commas: what they say of a caller (X-Forwarded-For, -Proto, -Host) is believed. None by default.',
    fallback: [],
    parse: networks,
  }),
  corsOrigins: variable<readonly string[]>({
    name: 'CLAIMDESK_CORS_ORIGINS',
    about:
      'Origins whose pages may call the API from a browser, separated by commas, such as https://desk.example. None by default.',
    fallback: [],
    parse: (text) => {
      const value = text.split(',').map((part) => part.trim());
      const wrong = value.filter((part) => !URL.canParse(part) || new URL(part).origin !== part);
      return wrong.length === 0
        ? { value }
        : { problem: `not an origin: ${wrong.join(', ')}. Write for example https://desk.example, without a path.` };
    },
  }),
  metricsPort: variable<number | undefined>({
    name: 'CLAIMDESK_METRICS_PORT',
    about:
      'A port of its own for Prometheus: GET /metrics, without a key. Off when not set; each process on a machine needs another one.',
    fallback: undefined,
    parse: wholeNumber(0, 65_535),
  }),
  metricsHost: variable<string>({
    name: 'CLAIMDESK_METRICS_HOST',
    about:
      'The address that the metrics port listens on. Never one that the public reaches: they tell how much there is to do.',
    fallback: '127.0.0.1',
    parse: (value) => ({ value }),
  }),
  logLevel: variable<string>({
    name: 'LOG_LEVEL',
    about: 'trace, debug, info, warn, error, fatal or silent.',
    fallback: 'info',
    parse: (value) =>
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].includes(value)
        ? { value }
        : { problem: 'must be one of trace, debug, info, warn, error, fatal, silent.' },
  }),
};

export type Config = { readonly [Field in keyof typeof variables]: (typeof variables)[Field]['fallback'] };

function wholeNumber(low: number, high: number) {
  return (text: string): Parsed<number> => {
    const value = Number(text);
    return Number.isInteger(value) && value >= low && value <= high
      ? { value }
      : { problem: `must be a whole number from ${low} to ${high}, not "${text}".` };
  };
}

function networks(text: string): Parsed<readonly string[]> {
  const value = text.split(',').map((part) => part.trim());
  const wrong = value.filter((part) => !/^[0-9a-fA-F:.]+\/\d{1,3}$/.test(part));
  return wrong.length === 0
    ? { value }
    : { problem: `not a CIDR: ${wrong.join(', ')}. Write for example 10.1.0.0/16.` };
}

function postgresAddress(value: string): Parsed<string> {
  return /^postgres(ql)?:\/\/.+/.test(value)
    ? { value }
    : { problem: 'must look like postgres://user:password@host:5432/database.' };
}

function proxyAddress(value: string): Parsed<string> {
  const problem = { problem: 'must look like http://user:password@host:3128, without a path.' };
  try {
    const { protocol, pathname, search, hash, username, password } = new URL(value);
    decodeURIComponent(username + password);
    return /^https?:$/.test(protocol) && /^\/?$/.test(pathname + search + hash) ? { value } : problem;
  } catch {
    return problem;
  }
}
