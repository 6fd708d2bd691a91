import { sqlMigration, tenant } from './sql-migration.js';

/**
 * What was erased, each by itself: what was named in a request, and what went along with it, which no row tells any more
 * afterwards. An answer says by it that it is another one than before, and a restored backup what must go again.
 */
export const ErasedSubjects = sqlMigration(
  'ErasedSubjects',
  '1764000000034',
  `
create table erased_subject (
  organization_id uuid not null,
  type text collate "C" not null,
  id uuid not null,
  -- The first erasure that took it.
  erasure_id uuid not null,
  primary key (organization_id, type, id),
  foreign key (organization_id, erasure_id) references erasure
);
create index erased_subject_erasure on erased_subject (organization_id, erasure_id);
${tenant('erased_subject', 'select, insert')}

insert into erased_subject (organization_id, type, id, erasure_id)
with named as (
  select e.organization_id, s.type, s.id, e.id as erasure_id
    from erasure e, jsonb_to_recordset(e.subjects) as s(type text, id uuid) where e.status = 'erased' order by e.id
)
select * from named
union all select n.organization_id, 'utterance', u.id, n.erasure_id from named n
  join utterance u on u.organization_id = n.organization_id and u.claimant_id = n.id and u.affiliation is null where n.type = 'claimant'
union all select n.organization_id, 'key', k.id, n.erasure_id from named n
  join api_key k on k.organization_id = n.organization_id and k.member_id = n.id and k.name is null where n.type = 'member'
union all select n.organization_id, 'interest', i.id, n.erasure_id from named n
  join interest i on i.organization_id = n.organization_id and i.member_id = n.id where n.type = 'member'
union all select n.organization_id, 'inbox_request', c.inbox_id, n.erasure_id from named n
  join correction c on c.organization_id = n.organization_id and c.id = n.id where n.type = 'correction' and c.inbox_id is not null
union all select n.organization_id, 'correction', b.correction_id, n.erasure_id from named n
  join correction_inbox b on b.organization_id = n.organization_id and b.id = n.id where n.type = 'inbox_request' and b.correction_id is not null
on conflict do nothing;
`,
);
