import { uuidv7 } from 'uuidv7';

/** A new UUIDv7 (RFC 9562), made in the application. It orders lists; it never orders events. */
export const newId = (): string => uuidv7();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether this is a UUID in its one canonical spelling (lower case). */
export const isId = (text: unknown): text is string => typeof text === 'string' && uuid.test(text);

/** The UUIDv8 (RFC 9562) that these bytes give: 122 bits of them. */
export function idFrom(bytes: Uint8Array): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
