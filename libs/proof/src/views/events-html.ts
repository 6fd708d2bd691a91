import type { EventRow } from './event-row.js';

/** What a browser shows at once. */
export const pageRows = 5_000;

export interface EventsPage {
  readonly origin: string;
  /** Of the checkpoint. */
  readonly size: number;
  /** The first index of the bundle. */
  readonly from: number;
  /** The first index on this page. */
  readonly first: number;
}

/** The first page is `events.html`; the others bear the index at which they begin. */
export const pageName = (from: number, first: number): string =>
  first === from ? 'events.html' : `events-${String(first).padStart(10, '0')}.html`;

/** No script, nothing from outside, and a policy that would stop both. */
export function pageHead({ origin, size, from, first }: EventsPage): string {
  const last = Math.min(first + pageRows, size) - 1;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Events ${first} to ${last} of ${escaped(origin)}</title>
<style>
body { font: 1rem/1.4 sans-serif; margin: 1.5rem }
table { border-collapse: collapse }
th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere }
th { background: #eee; position: sticky; top: 0 }
small { color: #555; display: block }
.derived { border-inline-start: .4rem solid #b40; padding-inline-start: 1rem; max-width: 60rem }
</style>
</head>
<body>
<h1>What happened, entry by entry</h1>
<p class="derived"><strong>Derived for reading.</strong> This page was made from entries.ndjson and personal.ndjson of an audit bundle
of ${escaped(origin)}, up to the checkpoint of size ${size}. Nobody signs it. <code>claimdesk verify</code> makes it anew from the
entries that are signed, and refuses a bundle in which it says anything else. Times are those of the newsroom's own clock.</p>
${first === from ? allPages(from, size) : neighbours(from, first, size)}<table>
<thead><tr><th scope="col">Index</th><th scope="col">Time</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Subject</th><th scope="col">About</th><th scope="col">Why</th></tr></thead>
<tbody>
`;
}

export const pageRow = (row: EventRow): string =>
  `<tr id="e${row.index}"><th scope="row">${row.index}</th><td>${escaped(row.time)}</td><td dir="auto">${escaped(row.who)}</td>` +
  `<td>${escaped(row.what)}</td><td>${escaped(row.subject)}${also(row.also)}<small>${escaped(row.subjectId)}</small></td>` +
  `<td dir="auto">${escaped(row.about)}</td><td dir="auto">${escaped(row.why)}</td></tr>\n`;

export const pageFoot = '</tbody>\n</table>\n</body>\n</html>\n';

const also = (count: number): string => (count === 0 ? '' : ` and ${count} more`);

function allPages(from: number, size: number): string {
  const firsts = Array.from({ length: Math.ceil((size - from) / pageRows) }, (_, n) => from + n * pageRows);
  if (firsts.length < 2) return '';
  const links = firsts.map((first) => `<a href="${pageName(from, first)}">${first} to ${endOf(first, size)}</a>`);
  return `<nav aria-label="All pages"><p>Entries ${links.join(', ')}.</p></nav>\n`;
}

function neighbours(from: number, first: number, size: number): string {
  const link = (words: string, to: number): string => `<a href="${pageName(from, to)}">${words}</a>`;
  const next = first + pageRows < size ? `, ${link('the next', first + pageRows)}` : '';
  return `<nav aria-label="Other pages"><p>${link('All pages', from)}, ${link('the one before', first - pageRows)}${next}.</p></nav>\n`;
}

const endOf = (first: number, size: number): number => Math.min(first + pageRows, size) - 1;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => entities[sign] as string);
