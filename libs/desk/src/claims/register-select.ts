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
 * What belongs to a claim is looked up claim by claim, each time behind an index: `offset 0` keeps the planner from making
 * joins of it. It knows the width of a slice of UUIDs only by hundredths of the table, so of 1,000,000 claims it takes 2,000
 * for one and joined lists of 2,000 by going through both (10 times slower). Nothing is kept or sorted on the way, however
 * long the slice is. The first saying is found by the rules of first-appearance.ts; most claims were said once, and then
 * nothing is weighed.
 */
const parts = {
  saying: `select x.claimant_id, x.affiliation, x.mode, x.said_on, x.exact, x.unanchored, a.outlet, a.url,
      count(*) over () as appearances
    from utterance x left join lateral (
      select outlet, url, published_at from article where organization_id = $1 and id = x.article_id offset 0) a on true
   where x.organization_id = $1 and x.claim_id = ${sayers}
   order by case when count(*) over () > 1 then earliest(coalesce(x.said_on, x.unanchored ->> 'time', a.published_at)) end,
      case when count(*) over () > 1 then earliest(a.published_at) end, x.id limit 1`,
  claimant: `select name from claimant where organization_id = $1 and id = u.claimant_id offset 0`,
  verdict: `select * from verdict where organization_id = $1 and id = c.published_verdict_id offset 0`,
  citations: `select count(*) as citations from citation x where x.organization_id = $1 and x.claim_id = c.id`,
  // All labels that a claim may need, found by name: there are some dozens.
  labels: `select jsonb_object_agg(concat_ws(' ', g.code, g.version, r ->> 'code'), r -> 'labels') as labels
    from rating_scale g cross join jsonb_array_elements(g.content -> 'ratings') r where g.organization_id = $1`,
  label: `select coalesce(l ->> c.language, l ->> split_part(c.language, '-', 1), l ->> 'en',
      (select value from jsonb_each_text(l) order by key collate "C" limit 1)) as label
    from (select (select labels from labels) -> concat_ws(' ', v.scale_code, v.scale_version, v.rating) as l offset 0) g`,
} as const;

const selected = (format: ExportFormat): string =>
  registerColumnNames
    .map((name) => {
      const column = columns[name];
      if (typeof column === 'string') return `${column} as ${name}`;
      const words = `nullif(${column.free}, '')`;
      return `${format === 'csv' ? `as_cell(${words})` : words} as ${name}`;
    })
    .join(', ');

const rows = (format: ExportFormat, where: string): string => `with labels as materialized (${parts.labels})
  select ${selected(format)} from claim c
    left join lateral (${parts.saying}) u on true
    left join lateral (${parts.claimant}) s on true
    left join lateral (${parts.verdict}) v on true
    left join lateral (${parts.label}) t on true
    left join lateral (${parts.citations}) k on true
   where c.organization_id = $1 and c.id > $2 and ${where}
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
