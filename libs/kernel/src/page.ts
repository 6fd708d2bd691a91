import { createHash } from 'node:crypto';
import { isId } from './id.js';
import { Refused, refusal } from './refusal.js';

/** One page of a list: newest first, by id. */
export interface PageRequest {
  /** 1 to 200 */
  readonly limit: number;
  /** The last id of the page before, from its cursor. */
  readonly after?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const filterMark = (filter: unknown): string =>
  createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 10);

/** An opaque cursor behind `lastId`, bound to the filter it was made under. */
export const encodeCursor = (lastId: string, filter: unknown): string =>
  Buffer.from(`${filterMark(filter)}.${lastId}`).toString('base64url');

/** The id inside a cursor. Refuses a damaged cursor and one from a list with another filter. */
export function decodeCursor(cursor: string, filter: unknown): string {
  const [mark, id] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (!isId(id) || mark !== filterMark(filter)) {
    throw new Refused(
      refusal(
        'request.bad_cursor',
        'This cursor does not belong to this list with this filter. Start again without it.',
      ),
    );
  }
  return id;
}
