import { sha256 } from '#libs/kernel';
import type { SearchParameters } from './search-parameters.js';

// A token belongs to one search: its other parameters must be the same. The size of a page may change.
const markOf = (scope: string, { query, language, site, maxAgeDays }: SearchParameters): string =>
  sha256(JSON.stringify([scope, query ?? null, language ?? null, site ?? null, maxAgeDays ?? null]))
    .toString('base64url')
    .slice(0, 12);

/** Opaque: where the next page begins. `scope`: whose checks are searched. */
export const pageToken = (scope: string, parameters: SearchParameters, offset: number): string =>
  Buffer.from(`${markOf(scope, parameters)}.${offset}`).toString('base64url');

/** Where a page begins: by its token, else by the offset. Nothing when the token is of another search, or damaged. */
export function startOf(scope: string, parameters: SearchParameters): number | undefined {
  if (parameters.pageToken === undefined) return parameters.offset;
  const [mark, offset = ''] = Buffer.from(parameters.pageToken, 'base64url').toString('utf8').split('.');
  return mark === markOf(scope, parameters) && /^\d{1,9}$/.test(offset) ? Number(offset) : undefined;
}
