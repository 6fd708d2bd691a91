import { type RegisterColumn, registerColumnNames } from '#libs/factcheck';

/** From a list of names; what is not given does not narrow. */
export interface ExportFilter {
  readonly status?: string;
  readonly assignee?: string;
  readonly kind?: string;
  readonly topic?: string;
  readonly language?: string;
  readonly claimant?: string;
}
export type ExportFormat = 'csv' | 'ndjson';

const filters = [
  'status',
  'assignee',
  'kind',
  'topic',
  'language',
  'claimant',
] as const satisfies (keyof ExportFilter)[];

// What was merged into a claim was said of that claim.
const sayers = `any(array(select c.id union all select d.id from claim d where d.organization_id = $1 and d.duplicate_of = c.id))`;

const conditions = {
  status: (given: string) => `c.status = ${given}`,
  assignee: (given: string) => `c.assignee_id = ${given}::uuid`,
  kind: (given: string) => `c.kind = ${given}`,
  topic: (given: string) =>
    `exists (select from claim_topic t where t.organization_id = $1 and t.topic = ${given} and t.claim_id = c.id)`,
  language: (given: string) => `c.language = ${given}`,
  claimant: (given: string) =>
    `exists (select from utterance x where x.organization_id = $1 and x.claimant_id = ${given}::uuid and x.claim_id = ${sayers})`,
} as const satisfies Record<keyof ExportFilter, (given: string) => string>;

/** Each column of the register; `free` holds words of people, which a spreadsheet must not take for a formula. */
const columns: Readonly<Record<RegisterColumn, string | { readonly free: string }>> = {
  claim_id: 'c.id',
  statement: { free: 'c.statement' },
  kind: 'c.kind',
  language: 'c.language',
  status: 'c.status',
  claimant: { free: 's.name' },
  claimant_affiliation: { free: 'u.affiliation' },
  mode: 'u.mode',
  first_appearance_outlet: { free: 'u.outlet' },
  first_appearance_url: { free: `coalesce(nullif(u.url, ''), u.unanchored ->> 'address')` },
  quote: { free: `coalesce(nullif(u.exact, ''), u.unanchored ->> 'excerpt')` },
  said_on: 'u.said_on',
  rating: 'v.rating',
  rating_label: { free: 't.label' },
  summary: { free: 'v.summary' },
  verdict_published_at: `coalesce(nullif(v.legacy ->> 'reviewedOn', ''), instant(v.published_at))`,
  citations: 'coalesce(k.citations, 0)',
  assignee_id: 'c.assignee_id',
  origin: 'c.origin',
  closing_reason: 'c.closing_reason',
  submitted_at: 'instant(c.created_at)',
  updated_at: 'instant(c.updated_at)',
  decided: `case when v.id is not null then coalesce(nullif(v.legacy ->> 'label', ''), 'by ballots') end`,
  procedure: 'case when v.legacy is null then v.procedure end',
  rest: 'v.rest_status',
  topics: `nullif(array_to_string(c.topics, ' '), '')`,
  claimant_id: 'u.claimant_id',
  appearances: 'coalesce(u.appearances, 0)',
  due_on: `to_char(c.due_on, 'YYYY-MM-DD')`,
  review_by: `to_char(c.review_by, 'YYYY-MM-DD')`,
};

/**
 * The claims of a slice first, and then what belongs to them, in one go. The first saying is found by the rules of
 * first-appearance.ts; most claims were said once, and then nothing is put in order.
 */
const parts = (where: string): string => `page as materialized (
    select * from claim c where c.organization_id = $1 and c.id > $2 and ${where}),
  sayer as (
    select p.id as claim, p.id from page p
    union all select p.id, d.id from page p join claim d on d.organization_id = $1 and d.duplicate_of = p.id),
  saying as (
    select y.claim, x.id, x.claimant_id, x.affiliation, x.mode, x.said_on, x.exact, x.unanchored, a.outlet, a.url, a.published_at,
           count(*) over (partition by y.claim) as appearances
      from sayer y join utterance x on x.organization_id = $1 and x.claim_id = y.id
      left join article a on a.organization_id = $1 and a.id = x.article_id),
  first as (
    select distinct on (claim) * from saying order by claim,
      case when appearances > 1 then earliest(coalesce(said_on, unanchored ->> 'time', published_at)) end,
      case when appearances > 1 then earliest(published_at) end, id),
  cited as (
    select p.id as claim, count(*) as citations from page p join citation x on x.organization_id = $1 and x.claim_id = p.id
     group by p.id),
  label as materialized (
    select g.code, g.version, r ->> 'code' as rating, r -> 'labels' as labels
      from rating_scale g cross join jsonb_array_elements(g.content -> 'ratings') r where g.organization_id = $1)`;

const selected = (format: ExportFormat): string =>
  registerColumnNames
    .map((name) => {
      const column = columns[name];
      if (typeof column === 'string') return `${column} as ${name}`;
      const words = `nullif(${column.free}, '')`;
      return `${format === 'csv' ? `as_cell(${words})` : words} as ${name}`;
    })
    .join(', ');

const rows = (format: ExportFormat, where: string): string => `with ${parts(where)}
  select ${selected(format)} from page c
    left join first u on u.claim = c.id
    left join claimant s on s.organization_id = $1 and s.id = u.claimant_id
    left join lateral (select * from verdict where organization_id = $1 and id = c.published_verdict_id offset 0) v on true
    left join label l on l.code = v.scale_code and l.version = v.scale_version and l.rating = v.rating
    left join lateral (select coalesce(l.labels ->> c.language, l.labels ->> split_part(c.language, '-', 1), l.labels ->> 'en',
      (select value from jsonb_each_text(l.labels) order by key collate "C" limit 1)) as label offset 0) t on true
    left join cited k on k.claim = c.id
   order by c.id`;

export interface ExportStatements {
  /** After $2: the last claim of a slice of $3 claims, if there are so many. */
  readonly end: string;
  /** The claims after $2 up to and with $3, as COPY takes them. */
  readonly slice: string;
  /** The values of the filters, from $4 on. */
  readonly values: readonly string[];
}

export function exportStatements(format: ExportFormat, filter: ExportFilter): ExportStatements {
  const present = filters.filter((name) => filter[name] !== undefined);
  const narrowed = present.map((name, place) => ` and ${conditions[name](`$${place + 4}`)}`).join('');
  const slice = rows(format, `c.id <= $3${narrowed}`);
  return {
    end: `select c.id from claim c where c.organization_id = $1 and c.id > $2${narrowed} order by c.id offset $3::int - 1 limit 1`,
    slice: format === 'csv' ? slice : `select row_to_json(r) from (${slice}) r`,
    values: present.map((name) => filter[name] as string),
  };
}

/**
 * JSON escapes every control character, so with these two as quote and delimiter no line is ever quoted: each comes out as
 * it is, where the text format would double every backslash.
 */
export const copyOptions = (format: ExportFormat, isFirst: boolean): string =>
  format === 'csv' ? `format csv, header ${isFirst}` : `format csv, quote e'\\x01', delimiter e'\\x02'`;
