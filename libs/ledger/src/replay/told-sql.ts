/** Events without an index come behind all that have one, in the order in which they will get theirs. */
export const waiting = 2 ** 53;

/**
 * The last that the log tells of each subject, from the bytes of its events alone, by type and id; and each place where
 * `ledger_state`, which as-of and history read, says something else than those bytes. PostgreSQL sorts on its disk what
 * does not fit into its memory. $1: the organization.
 */
export const toldOfSubjects = `
with places as (
  select index as place, event_id from ledger_entry where organization_id = $1
  union all
  select ${waiting} + p.position, e.id from event_pending p
    join event e on e.organization_id = p.organization_id and e.position = p.position where p.organization_id = $1
), told as (
  select c.change ->> 'type' collate "C" as type, (c.change ->> 'id')::uuid as id, l.place, l.event_id, (c.number - 1)::smallint as change,
         (e.envelope ->> 'root')::uuid as root_id,
         case when json_typeof(c.change #> '{after,status}') = 'string' then c.change #>> '{after,status}' end collate "C" as status
    from places l join event b on b.organization_id = $1 and b.id = l.event_id
   cross join lateral (select convert_from(b.bytes, 'UTF8')::json as envelope offset 0) e
   cross join lateral json_array_elements(e.envelope -> 'changes') with ordinality c(change, number)
), spans as (
  select *, lead(place) over (partition by type, id order by place) as next from told
), kept as (
  select type, id, from_index, until_index, event_id, change, root_id, status from ledger_state where organization_id = $1
), both_sides as (
  select coalesce(t.type, s.type) as type, coalesce(t.id, s.id) as id, coalesce(t.place, s.from_index) as place,
         t.place is not null and t.next is null as is_last, t.event_id, t.change,
         coalesce(t.place, 0) >= ${waiting} or (t.place is not null and s.from_index is not null
           and (s.until_index, s.event_id, s.change, s.root_id, s.status) is not distinct from
               (case when t.next < ${waiting} then t.next end, t.event_id, t.change, t.root_id, t.status)) as is_kept
    from spans t full join kept s on s.type = t.type and s.id = t.id and s.from_index = t.place
)
select * from both_sides where is_last or not is_kept order by type, id, place`;
