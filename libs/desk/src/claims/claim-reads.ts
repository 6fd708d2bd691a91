import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { PageRequest } from '#libs/kernel';
import { commentState } from '../comments/comment-state.js';
import { citationState } from '../evidence/citation-store.js';
import { enquiryState } from '../evidence/enquiry-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { verdictState } from '../verdicts/verdict-state.js';
import { claimState } from './claim-state.js';
import { linkState } from './link-store.js';
import { utteranceState } from './utterance-store.js';

const part = (table: string, state: (alias: string) => string): string =>
  `(select coalesce(json_agg(${state('x')} order by x.id), '[]') from ${table} x where x.organization_id = c.organization_id and x.claim_id = c.id)`;

/** What may be had with a claim in one call. */
const parts = {
  utterances: part('utterance', utteranceState),
  citations: part('citation', citationState),
  enquiries: part('enquiry', enquiryState),
  verdicts: part('verdict', verdictState),
  comments: part('comment', commentState),
  links: `(select coalesce(json_agg(${linkState('x')} order by x.id), '[]') from claim_link x
            where x.organization_id = c.organization_id and (x.claim_id = c.id or x.other_claim_id = c.id))`,
} as const;

export type ClaimInclude = keyof typeof parts;
export const claimIncludes = Object.keys(parts) as readonly ClaimInclude[];

export interface ClaimFilter {
  readonly status?: string;
  readonly assignee?: string;
  readonly kind?: string;
}
export const claimFilters = ['status', 'assignee', 'kind'] as const;
const filterColumns = { status: 'status', assignee: 'assignee_id', kind: 'kind' } as const;

/** One constant statement for each set of parts and each set of filters: each has its own name and its own plan. */
@Injectable()
export class ClaimReads {
  constructor(private readonly connections: Connections) {}

  async get(organization: string, id: string, includes: readonly ClaimInclude[] = []): Promise<SingleRow | undefined> {
    // In our order and each once: what a caller may repeat must not make texts without end.
    const wanted = claimIncludes.filter((name) => includes.includes(name));
    const [row] = await this.connections.read<SingleRow>(organization, single(wanted), [organization, id]);
    return row;
  }

  list(organization: string, filter: ClaimFilter, page: PageRequest): Promise<ListRow[]> {
    const present = claimFilters.filter((name) => filter[name] !== undefined);
    const values = present.map((name) => filter[name]);
    return this.connections.read<ListRow>(organization, list(present), [
      organization,
      page.after ?? lastId,
      page.limit,
      ...values,
    ]);
  }
}

export function singleText(includes: readonly ClaimInclude[]): string {
  const more = includes.map((name) => `'${name}', ${parts[name]}`).join(', ');
  // The parts are appended as text: one pass, where jsonb || would parse and print everything twice.
  const json = more
    ? `left(${claimState('c')}::text, -1) || ', ' || substr(json_build_object(${more})::text, 2)`
    : `${claimState('c')}::text`;
  return `select ${json} as json, c.version from claim c where c.organization_id = $1 and c.id = $2`;
}

export function listText(present: readonly (keyof ClaimFilter)[]): string {
  const conditions = present.map((name, place) => ` and c.${filterColumns[name]} = $${place + 4}`).join('');
  return `select c.id, ${claimState('c')}::text as json from claim c
    where c.organization_id = $1 and c.id < $2${conditions} order by c.id desc limit $3`;
}

/** Made once for each choice, so that no request puts the text together again. */
function once<Choice extends string>(textOf: (chosen: readonly Choice[]) => string) {
  const texts = new Map<string, string>();
  return (chosen: readonly Choice[]): string => {
    const key = chosen.join();
    const text = texts.get(key) ?? textOf(chosen);
    texts.set(key, text);
    return text;
  };
}
const single = once(singleText);
const list = once(listText);
