import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const rules = (parse(read('docker/monitoring/alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const { panels } = JSON.parse(read('docker/monitoring/grafana/claimdesk.json')) as { panels: Panel[] };
const guide = read('docs/guides/operator.md');

/** Names and labels by docs/generated/metrics.md, which is written from the code. */
const metrics = new Map(
  [...read('docs/generated/metrics.md').matchAll(/^\| `(\w+)` \| (\w+) \| (.*?) \|/gm)].map(
    ([, name = '', type, labels = '']) => [
      name,
      { type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label) },
    ],
  ),
);
const asked = [
  ...rules.map(({ alert, expr }) => ({ where: alert, expr })),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ where: title, expr }))),
];

/** A histogram is asked for by its parts. */
const metricOf = (name: string): string => {
  const whole = name.replace(/_(bucket|sum|count)$/, '');
  return metrics.get(whole)?.type === 'histogram' ? whole : name;
};

describe('rules and dashboard for Prometheus', () => {
  it('ask for metrics that are told', () => {
    const names = asked.flatMap(({ where, expr }) =>
      [...expr.matchAll(/\bclaimdesk_\w+/g)].map(([name]) => ({ where, name: metricOf(name) })),
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter(({ name }) => !metrics.has(name) && name !== 'claimdesk_build_info')).toEqual([]);
  });

  it('narrow them by labels that they have', () => {
    const narrowed = asked.flatMap(({ where, expr }) =>
      [...expr.matchAll(/\b(claimdesk_\w+)\{([^}]*)\}/g)].flatMap(([, name = '', matchers = '']) =>
        [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => ({ where, name: metricOf(name), label })),
      ),
    );
    expect(narrowed.length).toBeGreaterThan(8);
    expect(narrowed.filter(({ name, label }) => !metrics.get(name)?.labels.includes(label))).toEqual([]);
  });

  it('leave no metric unseen', () => {
    const text = asked.map(({ expr }) => expr).join('\n');
    expect([...metrics.keys()].filter((name) => !new RegExp(`\\b${name}(_bucket)?\\b`).test(text))).toEqual([
      // The rule watches the age of the newest, which is what counts.
      'claimdesk_backup_failures_total',
    ]);
  });

  it.each(rules.map(({ alert, labels }) => [alert, labels.severity]))(
    'tell whoever %s wakes what to do, and whether at night',
    (alert, severity) => {
      const told = new RegExp(`^### ${alert}\n\n\\*(\\w+)\\.\\* (.{80,})`, 'm').exec(guide);
      expect(told?.[1]).toBe(severity);
      expect(['page', 'ticket']).toContain(severity);
    },
  );

  it('have no advice on an alert that is gone', () => {
    const advised = [...guide.slice(guide.indexOf('## What each alert means')).matchAll(/^### (\w+)$/gm)];
    expect(advised.map(([, name]) => name).sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });

  it('scrape every service of compose.yaml that tells metrics', () => {
    const { services } = parse(read('docker/compose.yaml'), { merge: true }) as {
      services: Record<string, { environment?: Record<string, string>; networks: string[] }>;
    };
    const tell = Object.entries(services).filter(([, { environment }]) => environment?.CLAIMDESK_METRICS_PORT);
    const { scrape_configs: jobs } = parse(read('docker/monitoring/prometheus.yaml')) as {
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    expect(jobs.map((job) => [job.job_name, job.dns_sd_configs[0]?.names[0], job.dns_sd_configs[0]?.port])).toEqual(
      tell.map(([name, { environment }]) => [name, name, environment?.CLAIMDESK_METRICS_PORT]),
    );
    for (const [, { networks }] of [...tell, ['prometheus', services.prometheus]] as typeof tell)
      expect(networks).toContain('metrics');
  });

  const promtool = spawnSync('promtool', ['--version']).status === 0;
  if (!promtool) console.warn('SKIPPED: the alerts are tried by promtool where it is installed.');
  (promtool ? it : it.skip)('fire when they must, and none on a quiet day', () => {
    const tried = spawnSync('promtool', ['test', 'rules', 'alerts.test.yaml'], {
      cwd: join(root, 'docker/monitoring'),
      encoding: 'utf8',
    });
    expect([tried.status, tried.stdout + tried.stderr]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});
