import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';

const after = `convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after']`;
const states = `ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id`;

/** Counts the claims that were turned down, as the log tells. Who asked and which claim it was stays out of the numbers. */
@Injectable()
export class NotSelectedStore {
  /** From index `from` on, before `until`: what was turned down, or taken up again after all. */
  async follow(tx: Tx, from: number, until: number): Promise<void> {
    // The last state of a claim in this part of the log is how it stands at its end.
    const changed = await tx.batch<{ ids: string[] }>(
      `with changed as materialized (
         select id, status = 'declined' and (until_index is null or until_index >= $3) as declined
           from ledger_state where organization_id = $1 and type = 'claim' and from_index >= $2 and from_index < $3
       ), gone as (
         delete from not_selected n using (select distinct id from changed) c
          where n.organization_id = $1 and n.claim_id = c.id returning n.claim_id as id
       ) select array_agg(id) as ids from (select id from gone union select id from changed where declined) both_ways`,
      [tx.organization, from, until],
    );
    const ids = changed[0]?.ids ?? [];
    if (ids.length === 0) return;
    await tx.batch(
      `insert into not_selected (organization_id, claim_id, reason, origin, topics)
       select $1, d.id, coalesce(d.after ->> 'closingReason', 'other'), d.after ->> 'origin',
              array(select json_array_elements_text(d.after -> 'topics'))
         from (select s.id, ${after} as after from ${states}
                where s.organization_id = $1 and s.type = 'claim' and s.status = 'declined' and s.id = any($2::uuid[])
                  and s.from_index < $3 and (s.until_index is null or s.until_index >= $3)) d`,
      [tx.organization, ids, until],
    );
    await this.count(tx, until);
  }

  private async count(tx: Tx, until: number): Promise<void> {
    await tx.query(`delete from published_not_selected where organization_id = $1`, [tx.organization]);
    await tx.query(
      `with topic as (
         select ${after} as after from ${states} where s.organization_id = $1 and s.type = 'topic'
            and s.from_index < $2 and (s.until_index is null or s.until_index >= $2)
       ) insert into published_not_selected (organization_id, counted, code, labels, claims)
       select $1, 'all', '', null::jsonb, count(*) from not_selected where organization_id = $1 having count(*) > 0
       union all select $1, 'reason', reason, null, count(*) from not_selected where organization_id = $1 group by reason
       union all select $1, 'origin', origin, null, count(*) from not_selected where organization_id = $1 group by origin
       union all select $1, 'topic', code, (select t.after -> 'labels' from topic t where t.after ->> 'code' = code)::jsonb, count(*)
         from not_selected, unnest(topics) as code where organization_id = $1 group by code`,
      [tx.organization, until],
    );
  }
}
