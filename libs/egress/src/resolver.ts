import { Resolver as DnsClient } from 'node:dns/promises';

/** All addresses of a name, IPv4 and IPv6. Rejects, or answers none, where there are none. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/**
 * Asks the configured name servers directly. Not through getaddrinfo, whose four threads are shared with files and
 * cryptography: one slow name server would stop everything. So the hosts file is not read; `localhost` and the names
 * under it are loopback by definition (RFC 6761 6.3).
 */
export function dnsResolver({ timeoutMs = 2_000, tries = 2 } = {}): Resolver {
  const client = new DnsClient({ timeout: timeoutMs, tries });
  return async (hostname) => {
    if (/(^|\.)localhost$/.test(hostname)) return ['127.0.0.1', '::1'];
    const [ipv4, ipv6] = await Promise.allSettled([client.resolve4(hostname), client.resolve6(hostname)]);
    // One family without an answer is ordinary; only both are a failure.
    if (ipv4.status === 'rejected' && ipv6.status === 'rejected') throw ipv4.reason;
    return [ipv4, ipv6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  };
}
