import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import type { Actor } from '#libs/kernel';
import { unsaid } from '../claims/claim-parts.js';
import { readsHolds } from '../claims/claim-reads.js';
import { claimState } from '../claims/claim-state.js';
import type { ListRow } from '../reads.js';
import { type Queue, type QueueName, type QueueNeed, queueNames, queues } from './queues.js';

/** Where a page of a queue ended: what it is ordered by, and the id that tells equals apart. */
export interface QueuePlace {
  /** A day or a moment as the list prints it; null in a queue that is ordered by id. */
  readonly key: string | null;
  readonly id: string;
}

export type QueueRow = ListRow & { readonly key: string | null };

/** A count says no more than this; behind it stands "and more". So it costs the same however long the queue is. */
export const mostCounted = (name: QueueName): number => queues[name].countedTo ?? 1_000;

/** One constant statement for each queue and page, and one for all the counts. */
@Injectable()
export class QueueReads {
  constructor(private readonly connections: Connections) {}

  /** `days`: after how many without an event a claim is stuck. */
  list(actor: Actor, name: QueueName, days: number, page: { limit: number; after?: QueuePlace }): Promise<QueueRow[]> {
    const { needs, key } = queues[name];
    const { after } = page;
    const texts = readsHolds(actor) ? textsWhole : textsForDesk;
    return this.connections.read<QueueRow>(actor.organization, after ? texts[name].next : texts[name].first, [
      actor.organization,
      page.limit,
      ...(needs ? [needed(actor, days)[needs]] : []),
      ...(after ? [...(key ? [after.key] : []), after.id] : []),
    ]);
  }

  /** `{"mine": {"count": 12, "more": false}, …}` */
  async counts(actor: Actor, days: number): Promise<string> {
    const { member, voter } = needed(actor, days);
    const [row] = await this.connections.read<{ json: string }>(actor.organization, countsText, [
      actor.organization,
      member,
      voter,
      days,
    ]);
    return (row as { json: string }).json;
  }
}

/** Who has no vote, or is a machine, waits for no ballot of theirs. */
const needed = (actor: Actor, days: number): Record<QueueNeed, string | number | null> => ({
  member: actor.member ?? null,
  voter: mayDo(actor, 'ballot.cast') ? null : (actor.member ?? null),
  days,
});

// The newest event of a claim is one step back from the end of its part of the index.
const lastEventAt = `(select instant(l.sequenced_at) from ledger_state s
   join ledger_entry l on l.organization_id = s.organization_id and l.index = s.from_index
  where s.organization_id = $1 and s.root_id = c.id order by s.from_index desc limit 1)`;

export function queueText(queue: Queue, isFirst: boolean, isHoldTold = true): string {
  const { id, key, orderedBy } = queue;
  const parameter = '$3';
  const next = queue.needs ? 4 : 3;
  const place = key ? `(${orderedBy}, ${id}) > ($${next}::${key}, $${next + 1}::uuid)` : `${id} > $${next}::uuid`;
  const order = orderedBy ? `${orderedBy}, ${id}` : id;
  const printed = { date: `q.key::text`, timestamptz: `instant(q.key)`, none: 'null' }[key ?? 'none'];
  // The page is cut from the index first; only its claims are read.
  return `select q.id, ${printed} as key, json_build_object('claim', ${claimState('c', isHoldTold ? undefined : unsaid)}, 'verdict', q.verdict,  'lastEventAt', ${lastEventAt})::text as json
    from (select ${id} as id, ${orderedBy ?? 'null::text'} as key, ${queue.verdict ?? 'null::uuid'} as verdict
            ${queue.rows(parameter)}${isFirst ? '' : ` and ${place}`} order by ${order} limit $2) q
    join claim c on c.organization_id = $1 and c.id = q.id
   order by ${key ? 'q.key, q.id' : 'q.id'}`;
}

const textsOf = (isHoldTold: boolean) =>
  Object.fromEntries(
    queueNames.map((name) => {
      const text = (isFirst: boolean): string => queueText(queues[name], isFirst, isHoldTold);
      return [name, { first: text(true), next: text(false) }];
    }),
  ) as Readonly<Record<QueueName, { readonly first: string; readonly next: string }>>;
const [textsWhole, textsForDesk] = [textsOf(true), textsOf(false)];

const places: Readonly<Record<QueueNeed, string>> = { member: '$2', voter: '$3', days: '$4' };

// In the order of the list, though nobody sees it: so it is the list's index that is read, and no further than it is counted.
const counted = (name: QueueName): string => {
  const { rows, needs, id, orderedBy } = queues[name];
  const most = mostCounted(name);
  return `'${name}', (select json_build_object('count', least(count(*), ${most}), 'more', count(*) > ${most})
    from (select 1 ${rows(needs ? places[needs] : '')} order by ${orderedBy ? `${orderedBy}, ${id}` : id} limit ${most + 1}) q)`;
};

export const countsText = `select json_build_object(${queueNames.map(counted).join(', ')})::text as json`;
