import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { publicIpv6Space, refusedIpv4Blocks, refusedIpv6Blocks } from './refused-blocks.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A block of addresses that an operator allows. */
export type Cidr = readonly [network: Address, bits: number];

/** `refused` names the class of the address. For the operator's log; a customer is not told it. */
export type AddressRuling = 'public' | 'allowed' | { readonly refused: string };

const block = (text: string): Cidr => ipaddr.parseCIDR(text);
const refusedBlocks = [...refusedIpv4Blocks, ...refusedIpv6Blocks].map(([text, name]) => ({ name, cidr: block(text) }));
const publicIpv6 = block(publicIpv6Space);

/**
 * Reads an operator's list, such as `127.0.0.0/8`; a single address means itself. Throws TypeError for anything else,
 * and for a network with host bits, which is a slip more often than a wish.
 */
export function parseCidrs(list: readonly string[]): readonly Cidr[] {
  return list.map((entry) => {
    const [address = '', bits, ...more] = entry.trim().split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const width = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || address.includes('%') || more.length > 0 || !(width <= most)) {
      throw new TypeError(`"${entry}" is not a block of addresses such as 127.0.0.0/8 or ::1/128`);
    }
    const network = networkOf(ipaddr.parse(address), width);
    if (network.toString() !== ipaddr.parse(address).toString()) {
      throw new TypeError(`"${entry}" does not begin its block; write ${network.toString()}/${width}`);
    }
    return [network, width] as const;
  });
}

/**
 * Whether an address may be called. An IPv6 address that carries an IPv4 address is refused as what it is; where the
 * operator allows its block, the address inside must be callable too, so that a translator's prefix opens no private
 * network.
 */
export function judgeAddress(ip: string, allowed: readonly Cidr[]): AddressRuling {
  // isIP takes canonical spellings only; ipaddr.js alone would read 0177.1 and 0x7f.1 as 127.0.0.1.
  if (isIP(ip) === 0 || ip.includes('%')) return { refused: 'not an address' };
  const address = ipaddr.parse(ip);
  const inner = embeddedIpv4(address);
  if (allowed.some((cidr) => isIn(address, cidr))) {
    const within = inner === undefined ? 'allowed' : judgeAddress(inner.toString(), allowed);
    return typeof within === 'object'
      ? { refused: `${within.refused} inside ${classOf(address) ?? 'IPv6'}` }
      : 'allowed';
  }
  const name = classOf(address);
  return name === undefined ? 'public' : { refused: name };
}

function classOf(address: Address): string | undefined {
  const known = refusedBlocks.find(({ cidr }) => isIn(address, cidr));
  if (known) return known.name;
  return address.kind() === 'ipv6' && !isIn(address, publicIpv6) ? 'unassigned' : undefined;
}

function isIn(address: Address, [network, bits]: Cidr): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function networkOf(address: Address, bits: number): Address {
  const bytes = address
    .toByteArray()
    .map((byte, index) => byte & (0xff << Math.min(8, Math.max(0, 8 * (index + 1) - bits))));
  return ipaddr.fromByteArray(bytes);
}

// Where each form keeps its IPv4 address: the last four bytes (RFC 4291 2.5.5, 6052 2.2, 2765 2.1), bytes 2 to 5 for
// 6to4 (RFC 3056 2), the last four inverted for Teredo (RFC 4380 4). A local NAT64 prefix (RFC 8215) may divide its
// bits as its operator likes, so there the operator's word is all there is.
const embeddings = [
  { cidr: block('::ffff:0:0/96'), at: 12, mask: 0 },
  { cidr: block('::ffff:0:0:0/96'), at: 12, mask: 0 },
  { cidr: block('64:ff9b::/96'), at: 12, mask: 0 },
  { cidr: block('2002::/16'), at: 2, mask: 0 },
  { cidr: block('2001::/32'), at: 12, mask: 0xff },
];

function embeddedIpv4(address: Address): Address | undefined {
  const form = embeddings.find(({ cidr }) => isIn(address, cidr));
  if (!form) return undefined;
  const bytes = address.toByteArray().slice(form.at, form.at + 4);
  return ipaddr.fromByteArray(bytes.map((byte) => byte ^ form.mask));
}
