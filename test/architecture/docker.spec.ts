import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { variables } from '#libs/runtime';

const root = join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Service {
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly deploy?: { readonly resources: { readonly limits: object } };
}
const { services } = parse(read('docker/compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const dockerfile = read('docker/Dockerfile');
// HOST and PORT are the image's; the others are PostgreSQL's own.
const ours = new Set(Object.values(variables).map((variable) => variable.name));

describe('the production files', () => {
  it('run API, worker and migrations from one image, each by a command that exists', () => {
    const main = read('apps/cli/src/main.ts');
    for (const name of ['migrate', 'api', 'worker']) {
      expect(services[name]?.command).toEqual([name]);
      expect(main).toContain(`${name}Command`);
    }
  });

  it.each(['migrate', 'api', 'worker'])('%s has no rights it does not need', (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(services[name]?.deploy?.resources.limits).toBeDefined();
  });

  it('set only variables that exist, and never a secret of their own', () => {
    for (const [name, service] of Object.entries(services)) {
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        if (name !== 'postgres') expect(ours).toContain(variable);
        expect(value).toMatch(/\$\{[A-Z_]+:\?/);
      }
    }
    for (const [, variable] of dockerfile.matchAll(/^ENV .*?\b(HOST|PORT|CLAIMDESK_\w+)=/gm))
      expect(ours).toContain(variable);
  });

  it('explain every variable that whoever starts them must give', () => {
    const wanted = new Set(
      [...read('docker/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] as string),
    );
    for (const variable of wanted) {
      expect(read('docker/env.example')).toContain(`${variable}=`);
      expect(read('docker/README.md')).toContain(`\`${variable}\``);
    }
  });

  it('build an image that is not root, has no build tools, and knows when it is well', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).not.toMatch(/npm (ci|install)/);
    expect(last).toMatch(/HEALTHCHECK[\s\S]*\/livez/);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });
});
