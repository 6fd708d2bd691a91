import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { type Cidr, judgeAddress } from './address-policy.js';
import { type OpenLine, straight, throughProxy } from './lines.js';
import type { FailureReason } from './outcome.js';
import type { Resolver } from './resolver.js';

/** How a connection came about; filled in while it does. Times in milliseconds, `startedAt` on the monotonic clock. */
export interface Opening {
  readonly startedAt: number;
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  remoteAddress?: string;
}

export class DialFault extends Error {
  constructor(
    readonly reason: Extract<FailureReason, 'refused' | 'dns' | 'connect' | 'tls'>,
    cause: unknown,
  ) {
    super(`dial: ${reason}`, { cause });
    this.name = 'DialFault';
  }
}

export type Dial = (target: buildConnector.Options, opening: Opening) => Promise<Socket>;

export interface DialOptions {
  readonly allowedCidrs: readonly Cidr[];
  readonly resolver: Resolver;
  /** For look-up, connect and handshake together. */
  readonly connectTimeoutMs: number;
  /** Certificates trusted instead of the system's, PEM. */
  readonly ca?: string;
  /** Everything goes through this one. The operator's choice: its own address may be private. */
  readonly proxy?: URL;
}

/**
 * Opens connections to vetted addresses only. The look-up is made once and what is dialled is an address out of its
 * answer, never the name again, so a name server has no second chance. The name stays for SNI and the certificate.
 */
export function createDial({ allowedCidrs, resolver, connectTimeoutMs, ca, proxy }: DialOptions): Dial {
  const open = proxy ? throughProxy(proxy, ca) : straight;
  // Its own time limit is off: ours covers all phases. Certificates are checked whatever the environment says.
  const startTls = buildConnector({ timeout: 0, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });

  return async (target, opening) => {
    const endsAt = opening.startedAt + connectTimeoutMs;
    const addresses = await vet(target.hostname, opening, endsAt);

    const connectStarted = performance.now();
    const { socket, address } = await connectFirst(
      open,
      addresses,
      Number(target.port || (target.protocol === 'https:' ? 443 : 80)),
      endsAt,
    );
    opening.connectMs = performance.now() - connectStarted;
    opening.remoteAddress = address;
    if (target.protocol !== 'https:') return socket;

    const tlsStarted = performance.now();
    const secured = new Promise<Socket>((resolve, reject) => {
      startTls({ ...target, httpSocket: socket }, (...[error, secure]) => (error ? reject(error) : resolve(secure)));
    });
    try {
      return await before(endsAt, secured);
    } catch (error) {
      socket.destroy();
      throw new DialFault('tls', error);
    } finally {
      opening.tlsMs = performance.now() - tlsStarted;
    }
  };

  async function vet(hostname: string, opening: Opening, endsAt: number): Promise<readonly string[]> {
    const addresses = isIP(hostname) === 0 ? await lookUp(hostname, opening, endsAt) : [hostname];
    for (const address of addresses) {
      const ruling = judgeAddress(address, allowedCidrs);
      // One refused address spoils the answer: which of them would be dialled is the name server's choice.
      if (typeof ruling === 'object') throw new DialFault('refused', `${hostname} is ${address}: ${ruling.refused}`);
    }
    return addresses;
  }

  async function lookUp(hostname: string, opening: Opening, endsAt: number): Promise<readonly string[]> {
    try {
      const addresses = await before(endsAt, resolver(hostname));
      if (addresses.length === 0) throw new Error(`${hostname} has no address`);
      return addresses;
    } catch (error) {
      throw new DialFault('dns', error);
    } finally {
      opening.dnsMs = performance.now() - opening.startedAt;
    }
  }
}

// Enough for a host with a dead address or two; a name with a thousand must not cost a thousand attempts.
const mostAddresses = 4;

/** Tries the addresses in turn, each with its share of the time that is left. */
async function connectFirst(
  open: OpenLine,
  addresses: readonly string[],
  port: number,
  endsAt: number,
): Promise<{ socket: Socket; address: string }> {
  const tried = addresses.slice(0, mostAddresses);
  const faults: unknown[] = [];
  for (const [index, address] of tried.entries()) {
    const share = (endsAt - performance.now()) / (tried.length - index);
    const line = open(address, port);
    try {
      return { socket: await before(performance.now() + share, line.connected), address };
    } catch (error) {
      line.giveUp();
      faults.push(error);
    }
  }
  throw new DialFault('connect', faults.length === 1 ? faults[0] : new AggregateError(faults));
}

/** The promise, or a rejection at `endsAt` on the monotonic clock. */
async function before<T>(endsAt: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no time left')), Math.max(0, endsAt - performance.now()));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
