import { refusal, type Ruling } from '#libs/kernel';

/** What an endpoint wants besides the signature, name to value. The values are secrets: sealed, and never shown again. */
export type CustomHeaders = Readonly<Record<string, string>>;

const most = 10;
// RFC 9110 5.6.2: a token.
const name = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;
// Visible ASCII and blanks inside: no line of its own can be smuggled in.
const value = /^[\x21-\x7e]([\x20-\x7e]{0,998}[\x21-\x7e])?$/;

// Ours, or the connection's.
const taken: ReadonlySet<string> = new Set([
  'host',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'user-agent',
]);

/** Whether these can go with every request. */
export function headersRuling(headers: CustomHeaders): Ruling {
  const entries = Object.entries(headers);
  if (entries.length > most) return no(`An endpoint takes at most ${most} headers of its own.`);
  const names = entries.map(([one]) => one.toLowerCase());
  const twice = names.find((one, place) => names.indexOf(one) !== place);
  if (twice) return no(`The header ${twice} is given twice. Give each once, in whatever case.`);
  const bad = entries.find(([one]) => !name.test(one));
  if (bad) return no(`"${bad[0].slice(0, 60)}" is no name of a header. Use letters, digits and hyphens.`);
  const ours = names.find((one) => taken.has(one) || one.startsWith('webhook-') || one.startsWith('proxy-'));
  if (ours) return no(`The header ${ours} is set by the sender. Choose another name.`);
  const odd = entries.find(([, text]) => !value.test(text));
  return odd && no(`The value of ${odd[0]} must be 1 to 1,000 visible ASCII characters on one line.`);
}

const no = (detail: string): Ruling =>
  refusal('endpoint.header_refused', detail, { errors: [{ field: 'headers', message: detail }] });

/** As they are sealed and sent. */
export const lowerCased = (headers: CustomHeaders): CustomHeaders =>
  Object.fromEntries(Object.entries(headers).map(([one, text]) => [one.toLowerCase(), text]));
