import { isIP } from 'node:net';
import { type Refusal, refusal } from '#libs/kernel';
import { type Cidr, judgeAddress } from './address-policy.js';
import { isRefusedPort } from './refused-ports.js';

/** What the operator permits beyond https to the public internet. */
export interface TargetPolicy {
  readonly allowedCidrs: readonly Cidr[];
  /** Plain http to any host. Without it, only to addresses written in an allowed block. */
  readonly allowHttp?: boolean;
  /** Ports taken out of the refused list. */
  readonly allowedPorts?: readonly number[];
}

/** A URL that may be tried; a name in it is judged again by what it resolves to. */
export interface Target {
  readonly url: URL;
  /** The address, without brackets, where the host is one. */
  readonly literal?: string;
}

// What browsers and proxies agree to carry.
const longestUrl = 2_048;
// RFC 1035 2.3.4, without the trailing dot.
const longestName = 253;

/**
 * Judges a URL before anything is looked up. What the URL standard would silently repair (white space, backslashes,
 * missing slashes) is refused, for another reader may repair it differently; odd spellings of IPv4 addresses come out
 * of the parser as addresses and are judged as such.
 */
export function judgeTarget(text: string, policy: TargetPolicy): { target: Target } | { refusal: Refusal } {
  if (text.length > longestUrl) return refuse(`The URL is longer than ${longestUrl} characters.`);
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined) return refuse('Only a full URL that begins with https:// can be called.');
  if (/[\s\\\p{Cc}]/u.test(text)) return refuse('The URL contains white space, a backslash or a control character.');
  if (authority.includes('@')) return refuse('The URL contains a user name or a password. Leave them out.');
  if (!URL.canParse(text)) return refuse('This is not a valid URL.');

  const url = new URL(text);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host.endsWith('.') || /\.(:\d*)?$/.test(authority)) return refuse('The host ends with a dot. Leave it out.');
  if (host.length > longestName) return refuse('The host name is too long.');
  if (isRefusedPort(portOf(url)) && !policy.allowedPorts?.includes(portOf(url))) {
    return refuse(`Port ${portOf(url)} is not one that can be called.`);
  }
  const literal = isIP(host) === 0 ? undefined : host;
  const ruling = literal === undefined ? undefined : judgeAddress(literal, policy.allowedCidrs);
  if (typeof ruling === 'object') return refuse(addressRefused);
  if (url.protocol === 'http:' && ruling !== 'allowed' && policy.allowHttp !== true) {
    return refuse('Plain http is not called here. Give the https address.');
  }
  return { target: literal === undefined ? { url } : { url, literal } };
}

/** Said of every refused address alike, literal or resolved, so that the answers map no network. */
export const addressRefused =
  'This address cannot be called from here. Give one that is reachable on the public internet.';

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

const refuse = (detail: string): { refusal: Refusal } => ({ refusal: refusal('endpoint.address_refused', detail) });
