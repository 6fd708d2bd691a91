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

/** Whose list it is, which, and what of it: a cursor of one fits no other. */
export interface ListOf {
  readonly organization: string;
  readonly filter: unknown;
}

const markOf = ({ organization, filter }: ListOf): string =>
  createHash('sha256')
    .update(JSON.stringify([organization, filter]))
    .digest('base64url')
    .slice(0, 10);

/** An opaque cursor behind `lastId`, bound to the list it was made for. */
export const encodeCursor = (lastId: string, list: ListOf): string =>
  Buffer.from(`${markOf(list)}.${lastId}`).toString('base64url');

/** The id inside a cursor. Refuses a damaged cursor and one of another list. */
export function decodeCursor(cursor: string, list: ListOf): string {
  const [mark, id] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (!isId(id) || mark !== markOf(list)) {
    throw new Refused(
      refusal(
        'request.bad_cursor',
        'This cursor does not belong to this list with this filter. Start again without it.',
      ),
    );
  }
  return id;
}
