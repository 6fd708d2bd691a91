import ipaddr from 'ipaddr.js';

/** Whom requests are counted for: an IPv4 address, or the 64 bits of an IPv6 address that one subscriber has all to themselves. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6
    ? `${address.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : address.toString();
}
