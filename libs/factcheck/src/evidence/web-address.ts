export const longestWebAddress = 2_000;

// Whitespace and control characters are dropped by browsers' parsers: what is read is then not what is opened.
const unreadable = /[\s\p{Cc}\p{Cf}\\]/u;

/**
 * An address that a reader may be sent to: http or https, parseable (WHATWG URL), without a name or password in it, which
 * would be a secret or a trick.
 */
export function isWebAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > longestWebAddress || unreadable.test(value)) return false;
  if (!/^https?:\/\/[^/?#]/.test(value)) return false;
  if (!URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  // An empty name before the @ leaves no trace in the parsed address.
  return username === '' && password === '' && !/^https?:\/\/[^/?#]*@/.test(value);
}
