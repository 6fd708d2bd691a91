import type { ErasableType } from '#libs/factcheck';

/** Where the row of each stands. */
export const tableOf: Readonly<Record<ErasableType, string>> = {
  claimant: 'claimant',
  utterance: 'utterance',
  article: 'article',
  external_review: 'external_review',
  enquiry: 'enquiry',
  comment: 'comment',
  interest: 'interest',
  correction: 'correction',
  capture: 'capture',
  confidential_note: 'confidential_note',
  member: 'member',
  key: 'api_key',
  inbox_request: 'correction_inbox',
};

const wanted = `wanted as materialized (select * from unnest($2::text[], $3::uuid[]) as w(type, id))`;
const of = (type: ErasableType): string => `(select id from wanted where type = '${type}')`;

/** What goes along with what was named: it says something of the same person and nothing without them. */
export const followers = `with ${wanted}
  select 'utterance' as type, id from utterance where organization_id = $1 and claimant_id in ${of('claimant')} and affiliation is not null
  union select 'key', id from api_key where organization_id = $1 and member_id in ${of('member')}
  union select 'interest', id from interest where organization_id = $1 and member_id in ${of('member')}
  union select 'inbox_request', inbox_id from correction where organization_id = $1 and id in ${of('correction')} and inbox_id is not null
  union select 'correction', correction_id from correction_inbox where organization_id = $1 and id in ${of('inbox_request')} and correction_id is not null`;

const claimOf = (table: string, type: ErasableType): string =>
  `select claim_id as id from ${table} where organization_id = $1 and id in ${of(type)}`;

/** The claims that all this stands on, with those that they were merged into: a hold on one of them keeps it. */
export const claimsOf = `with ${wanted}, touched as (
  select claim_id as id from utterance where organization_id = $1 and claimant_id in ${of('claimant')}
  union select claim_id from utterance where organization_id = $1 and reported_by_id in ${of('claimant')}
  union select claim_id from utterance where organization_id = $1 and article_id in ${of('article')}
  union ${claimOf('utterance', 'utterance')}
  union ${claimOf('enquiry', 'enquiry')}
  union ${claimOf('comment', 'comment')}
  union ${claimOf('interest', 'interest')}
  union ${claimOf('correction', 'correction')}
  union select c.claim_id from capture k join citation c on c.organization_id = k.organization_id and (c.capture_id = k.id or c.content_hash = k.sha256)
         where k.organization_id = $1 and k.id in ${of('capture')}
  union select subject_id from confidential_note where organization_id = $1 and subject_type = 'claim' and id in ${of('confidential_note')}
  union select c.claim_id from confidential_note n join citation c on c.organization_id = n.organization_id
         and (n.subject_type = 'citation' and c.id = n.subject_id or n.subject_type = 'source' and c.source_id = n.subject_id)
         where n.organization_id = $1 and n.id in ${of('confidential_note')}
  union select v.claim_id from verdict_author a join verdict v on v.organization_id = a.organization_id and v.id = a.verdict_id
         where a.organization_id = $1 and a.member_id in ${of('member')}
  union select v.claim_id from ballot b join verdict v on v.organization_id = b.organization_id and v.id = b.verdict_id
         where b.organization_id = $1 and b.voter_id in ${of('member')}
  union select claim_id from verdict where organization_id = $1 and published_by in ${of('member')}
  union select claim_id from comment where organization_id = $1 and author_id in ${of('member')}
  union select id from claim where organization_id = $1 and (submitted_by_member in ${of('member')} or assignee_id in ${of('member')})
), whole as (select id from touched union select c.duplicate_of from touched t
  join claim c on c.organization_id = $1 and c.id = t.id where c.duplicate_of is not null)
select id from whole order by id`;
