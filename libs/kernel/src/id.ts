import { uuidv7 } from 'uuidv7';

/** A new UUIDv7 (RFC 9562), made in the application. It orders lists; it never orders events. */
export const newId = (): string => uuidv7();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether this is a UUID in its one canonical spelling (lower case). */
export const isId = (text: unknown): text is string => typeof text === 'string' && uuid.test(text);
