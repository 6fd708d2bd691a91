import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { type Dated, firstAppearance, mayDo } from '#libs/factcheck';
import type { Actor, PageRequest } from '#libs/kernel';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { type ClaimInclude, claimIncludes, datesText, partText, unsaid } from './claim-parts.js';
import { claimState } from './claim-state.js';

export interface ClaimFilter {
  readonly status?: string;
  readonly assignee?: string;
  readonly kind?: string;
  /** A code of the register. */
  readonly topic?: string;
}
export const claimFilters = ['status', 'assignee', 'kind', 'topic'] as const;
const filterColumns = { status: 'c.status', assignee: 'c.assignee_id', kind: 'c.kind', topic: 't.topic' } as const;

/** Whether this reader learns why a claim is on hold. */
export const readsHolds = (reader: Actor): boolean => mayDo(reader, 'claim.readHold') === undefined;

type Row = SingleRow & { readonly dates?: readonly (Dated & { readonly id: string })[] };

/** One constant statement for each set of parts and each set of filters: each has its own name and its own plan. */
@Injectable()
export class ClaimReads {
  constructor(private readonly connections: Connections) {}

  async get(reader: Actor, id: string, includes: readonly ClaimInclude[] = []): Promise<SingleRow | undefined> {
    // In our order and each once: what a caller may repeat must not make texts without end.
    const wanted = claimIncludes.filter((name) => includes.includes(name));
    const text = single(wanted, readsHolds(reader));
    const [row] = await this.connections.read<Row>(reader.organization, text, [reader.organization, id]);
    return row?.dates ? { ...row, json: withFirst(row.json, firstAppearance(row.dates)?.id) } : row;
  }

  list(reader: Actor, filter: ClaimFilter, page: PageRequest): Promise<ListRow[]> {
    const present = claimFilters.filter((name) => filter[name] !== undefined);
    const values = present.map((name) => filter[name]);
    return this.connections.read<ListRow>(reader.organization, list(present, readsHolds(reader)), [
      reader.organization,
      page.after ?? lastId,
      page.limit,
      ...values,
    ]);
  }
}

// The claim's text ends with the brace of its object; what is found out from rows is put before it.
const withFirst = (json: string, first: string | undefined): string =>
  `${json.slice(0, -1)}, "firstAppearance": ${JSON.stringify(first ?? null)}}`;

export function singleText(includes: readonly ClaimInclude[], isHoldTold = true): string {
  const reason = isHoldTold ? undefined : unsaid;
  const more = includes.map((name) => `'${name}', ${partText(name, reason)}`).join(', ');
  // The parts are appended as text: one pass, where jsonb || would parse and print everything twice.
  const json = more
    ? `left(${claimState('c', reason)}::text, -1) || ', ' || substr(json_build_object(${more})::text, 2)`
    : `${claimState('c', reason)}::text`;
  const dates = includes.includes('utterances') ? `, ${datesText} as dates` : '';
  return `select ${json} as json, c.version${dates} from claim c where c.organization_id = $1 and c.id = $2`;
}

export function listText(present: readonly (keyof ClaimFilter)[], isHoldTold = true): string {
  const conditions = present.map((name, place) => ` and ${filterColumns[name]} = $${place + 4}`).join('');
  const json = `${claimState('c', isHoldTold ? undefined : unsaid)}::text as json`;
  // By topic the page is cut from that topic's own index, which is in the order of the list; `offset 0` keeps the planner
  // from reading all claims beside it until they meet, which for a topic of long ago is the whole table.
  return present.includes('topic')
    ? `select c.id, ${json} from claim_topic t
         cross join lateral (select * from claim where organization_id = $1 and id = t.claim_id offset 0) c
        where t.organization_id = $1 and t.claim_id < $2${conditions} order by t.claim_id desc limit $3`
    : `select c.id, ${json} from claim c
    where c.organization_id = $1 and c.id < $2${conditions} order by c.id desc limit $3`;
}

/** Made once for each choice, so that no request puts the text together again. */
function once<Choice extends string>(textOf: (chosen: readonly Choice[], isHoldTold: boolean) => string) {
  const texts = new Map<string, string>();
  return (chosen: readonly Choice[], isHoldTold: boolean): string => {
    const key = `${isHoldTold} ${chosen.join()}`;
    const text = texts.get(key) ?? textOf(chosen, isHoldTold);
    texts.set(key, text);
    return text;
  };
}
const single = once(singleText);
const list = once(listText);
