import { createHash } from 'node:crypto';
import type { QueuePlace } from '#libs/desk';
import { isId, type ListOf, refuse } from '#libs/kernel';

const markOf = (queue: ListOf): string =>
  createHash('sha256').update(JSON.stringify(queue)).digest('base64url').slice(0, 10);

/** An opaque cursor behind a place in a queue. It holds what the queue is ordered by, so a claim that moves on takes no other with it. */
export const encodePlace = ({ id, key }: QueuePlace, queue: ListOf): string =>
  Buffer.from(JSON.stringify([markOf(queue), id, key])).toString('base64url');

/** Refuses a damaged cursor and one of another queue. */
export function decodePlace(cursor: string, queue: ListOf, isKeyed: boolean): QueuePlace {
  const [mark, id, key] = partsOf(cursor);
  if (mark === markOf(queue) && isId(id)) {
    if (isKeyed && isMoment(key)) return { id, key };
    if (!isKeyed && key === null) return { id, key };
  }
  return refuse('request.bad_cursor', 'This cursor does not belong to this queue. Start again without it.');
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** A day, or a moment as the database prints it; anything else would be an error of the database. */
const isMoment = (key: unknown): key is string =>
  typeof key === 'string' &&
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$/.test(key) &&
  !Number.isNaN(Date.parse(key)) &&
  // Date.parse takes 31 February for 3 March.
  new Date(key).toISOString().startsWith(key);
