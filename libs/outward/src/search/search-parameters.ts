/** What `claims:search` of Google's Fact Check Tools API takes (v1alpha1). */
export interface SearchParameters {
  readonly query?: string;
  /** The primary subtag in lower case: the region is ignored. */
  readonly language?: string;
  /** A host without protocol and "www.". */
  readonly site?: string;
  readonly maxAgeDays?: number;
  readonly pageSize: number;
  readonly pageToken?: string;
  readonly offset: number;
}

/** One thing that is wrong with a request, as google.rpc.BadRequest names it. */
export interface Violation {
  readonly field: string;
  readonly description: string;
}

const ours = ['query', 'languageCode', 'reviewPublisherSiteFilter', 'maxAgeDays', 'pageSize', 'pageToken', 'offset'];
// What every Google API takes. No key is needed here, and none of them is looked at: the whole answer comes as JSON. `callback`
// would ask for a script, and is refused like any other name.
const everyApis = [
  'fields',
  'key',
  'alt',
  'prettyPrint',
  'quotaUser',
  'access_token',
  'oauth_token',
  'upload_protocol',
  'uploadType',
  '$.xgafv',
];

const longest = 2_000;
export const largestPage = 100;
const mostDays = 100_000;

/** Reads a query string as Google does: camelCase or snake_case, nothing unknown, nothing twice. */
export function searchParameters(
  given: Readonly<Record<string, unknown>>,
): SearchParameters | { readonly wrong: readonly Violation[] } {
  const wrong: Violation[] = [];
  const known = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    if (everyApis.includes(name)) continue;
    const field = ours.includes(name) ? name : camel(name);
    if (!ours.includes(field)) {
      wrong.push({
        field: name,
        description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      });
    } else if (typeof value !== 'string' || known.has(field)) {
      wrong.push({
        field: snake(field),
        description: `Invalid value at '${snake(field)}': the field is not repeating.`,
      });
    } else if (value.length > longest) {
      wrong.push({
        field: snake(field),
        description: `Invalid value at '${snake(field)}': longer than ${longest} characters.`,
      });
    } else known.set(field, value.trim());
  }
  const whole = (field: string, most: number): number => {
    const text = known.get(field) ?? '';
    if (text === '') return 0;
    if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
    wrong.push({ field: snake(field), description: `Invalid value at '${snake(field)}' (TYPE_INT32), "${text}"` });
    return 0;
  };
  const [maxAgeDays, pageSize, offset] = [
    whole('maxAgeDays', mostDays),
    whole('pageSize', 2 ** 31),
    whole('offset', 2 ** 31),
  ];
  const filled = (field: string): string | undefined => known.get(field) || undefined;
  const [query, site] = [filled('query'), siteOf(filled('reviewPublisherSiteFilter'))];
  const language = filled('languageCode')?.toLowerCase().split(/[-_]/)[0];
  if (language !== undefined && !/^[a-z]{2,8}$/.test(language))
    wrong.push({
      field: 'language_code',
      description: `Invalid value at 'language_code': "${known.get('languageCode')}" is no BCP-47 language code.`,
    });
  if (wrong.length === 0 && query === undefined && site === undefined)
    wrong.push({ field: 'query', description: 'Either query or review_publisher_site_filter must be given.' });
  if (wrong.length > 0) return { wrong };
  const pageToken = filled('pageToken');
  return {
    ...(query === undefined ? {} : { query }),
    ...(language === undefined ? {} : { language }),
    ...(site === undefined ? {} : { site }),
    ...(maxAgeDays === 0 ? {} : { maxAgeDays }),
    ...(pageToken === undefined ? {} : { pageToken }),
    pageSize: pageSize === 0 ? 10 : Math.min(pageSize, largestPage),
    offset,
  };
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `https://www.nytimes.com/x` and `nytimes.com` are one site. */
export const siteOf = (address: string | undefined): string | undefined =>
  address
    ?.toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .split(/[/:?#]/)[0] || undefined;
