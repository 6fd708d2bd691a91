import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricSpec {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/**
 * What this process counts and measures, for Prometheus. A metric is known by its name: API and worker may run in one
 * process and both ask for it. Labels take words of ours, routes and ids, never what somebody wrote.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly known = new Map<string, unknown>();

  /** `read` is asked at each scrape, where somebody else counts. */
  counter({ name, help, labels = [] }: MetricSpec, read?: () => number): Counter {
    return this.once(
      name,
      () =>
        new Counter({
          name,
          help,
          labelNames: labels,
          registers: [this.registry],
          ...(read && {
            collect() {
              this.reset();
              this.inc(read());
            },
          }),
        }),
    );
  }

  histogram({ name, help, labels = [], buckets }: MetricSpec & { readonly buckets: readonly number[] }): Histogram {
    return this.once(
      name,
      () => new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] }),
    );
  }

  /** `read` is asked at each scrape. */
  gauge({ name, help, labels = [] }: MetricSpec, read: (gauge: Gauge) => void | Promise<void>): Gauge {
    return this.once(
      name,
      () =>
        new Gauge({
          name,
          help,
          labelNames: labels,
          registers: [this.registry],
          collect() {
            return read(this);
          },
        }),
    );
  }

  /** Memory, processor time, event loop: what the Node client always tells. */
  ofTheProcess(): void {
    this.once('process', () => collectDefaultMetrics({ register: this.registry }));
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Every metric by name, for the documents. */
  async described(): Promise<readonly (MetricSpec & { readonly type: string })[]> {
    const all = await this.registry.getMetricsAsJSON();
    return all.map(({ name, help, type }) => ({ name, help, type: String(type), labels: this.labelsOf(name) }));
  }

  private labelsOf(name: string): readonly string[] {
    const metric = this.known.get(name) as { readonly labelNames?: readonly string[] } | undefined;
    return metric?.labelNames ?? [];
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name) as T;
  }
}
