import type { Ruling } from '#libs/kernel';
import { parseCidrs } from './address-policy.js';
import { createDial } from './dial.js';
import { exchange } from './exchange.js';
import { createOriginPools } from './origin-pools.js';
import { type EgressFailure, type EgressOutcome, type EgressRequest, failureDetails } from './outcome.js';
import { dnsResolver, type Resolver } from './resolver.js';
import { judgeTarget, type TargetPolicy } from './target-url.js';
import { createTracedPool } from './traced-pool.js';

/** What an operator decides. Nothing here comes from a customer. */
export interface EgressOptions {
  /** Blocks that may be called though they are not the public internet, such as `127.0.0.0/8`. */
  readonly allowedCidrs?: readonly string[];
  readonly allowHttp?: boolean;
  readonly allowedPorts?: readonly number[];
  readonly resolver?: Resolver;
  /** Certificates trusted instead of the system's, PEM. */
  readonly ca?: string;
  /** An HTTP proxy for every request. A destination is judged before the proxy is asked, and asked for by its address. */
  readonly proxy?: string;
  /** For look-up, connect and handshake together. Default 5 s. */
  readonly connectTimeoutMs?: number;
  /** For the whole exchange, the body included. Default 15 s. */
  readonly deadlineMs?: number;
  /** Default 16 KiB. */
  readonly maxBodyBytes?: number;
  /** At the same time; more requests wait, within their deadline. Default 64. */
  readonly connectionsPerOrigin?: number;
  /** Origins whose connections are kept for the next request. Default 1,000. */
  readonly maxOrigins?: number;
}

export interface Egress {
  /** One request, one attempt: nothing is retried or followed, and every failure is an answer. Throws only after `close`. */
  request(request: EgressRequest): Promise<EgressOutcome>;
  /** What can be said of a URL without looking it up, for the moment somebody enters it. */
  judge(url: string): Ruling;
  /** Waits for the requests that are running, then closes every connection. */
  close(): Promise<void>;
}

/** The guard for outgoing requests. One for the whole process: its connections are kept and shared. */
export function createEgress(options: EgressOptions = {}): Egress {
  const allowedCidrs = parseCidrs(options.allowedCidrs ?? []);
  const policy: TargetPolicy = { allowedCidrs, allowHttp: options.allowHttp, allowedPorts: options.allowedPorts };
  const dial = createDial({
    allowedCidrs,
    resolver: options.resolver ?? dnsResolver(),
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    ca: options.ca,
    proxy: options.proxy === undefined ? undefined : new URL(options.proxy),
  });
  const pools = createOriginPools(
    (origin) => createTracedPool(origin, dial, options.connectionsPerOrigin ?? 64),
    options.maxOrigins ?? 1_000,
  );

  return {
    async request(request) {
      const judged = judgeTarget(request.url, policy);
      if ('refusal' in judged) return failed('refused', judged.refusal.detail);
      if (Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'host')) {
        return failed('protocol', failureDetails.protocol, new Error('a host header was given'));
      }
      const { url } = judged.target;
      return pools.use(url.origin, (pool) =>
        exchange(pool, url, request, {
          deadlineMs: request.deadlineMs ?? options.deadlineMs ?? 15_000,
          maxBodyBytes: request.maxBodyBytes ?? options.maxBodyBytes ?? 16_384,
        }),
      );
    },
    judge(url) {
      const judged = judgeTarget(url, policy);
      return 'refusal' in judged ? judged.refusal : undefined;
    },
    close: () => pools.close(),
  };
}

const failed = (reason: 'refused' | 'protocol', detail: string, cause?: unknown): EgressFailure => ({
  ok: false,
  reason,
  detail,
  timing: { totalMs: 0 },
  cause,
});
