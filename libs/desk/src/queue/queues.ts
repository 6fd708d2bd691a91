/** What a desk has to look at, each list with what waits longest or is due first at its head. */
export const queueNames = [
  'mine',
  'unassigned',
  'waiting_for_my_ballot',
  'changes_requested',
  'urgent_rest',
  'overdue',
  'embargoed',
  'stuck',
  'recheck',
] as const;
export type QueueName = (typeof queueNames)[number];

/** Of the reader: whose queue, or after how many days a claim is stuck. */
export type QueueNeed = 'member' | 'voter' | 'days';

export interface Queue {
  readonly needs?: QueueNeed;
  /** The type of what the list is ordered by before the id; without one the id alone, which is the order of submission. */
  readonly key?: 'date' | 'timestamptz';
  /** The claim's id and the key, as columns of what `rows` selects from. */
  readonly id: string;
  readonly orderedBy?: string;
  /** The open verdict that is waited for, if that is what the queue is about. */
  readonly verdict?: string;
  /** How far it is counted, where each row costs look-ups; 1,000 where only the queue's own index is read. */
  readonly countedTo?: number;
  /** From and where. $1 is the organization; the parameter is the one that is needed. */
  readonly rows: (parameter: string) => string;
}

const today = `(now() at time zone 'UTC')::date`;

const ofClaims = (where: string | ((parameter: string) => string)) => (parameter: string) =>
  `from claim c where c.organization_id = $1 and ${typeof where === 'string' ? where : where(parameter)}`;

const ofVerdicts = (where: string | ((parameter: string) => string)) => (parameter: string) =>
  `from verdict v where v.organization_id = $1 and ${typeof where === 'string' ? where : where(parameter)}`;

// Asked for one row at a time, by an index. `not exists` may be turned round, and reads the other table whole.
const none = (rows: string): string => `(select true ${rows} limit 1) is null`;

// Who is barred, as the rules of libs/factcheck/src/review/may-vote.ts say it; a test holds both against each other.
// A verdict cites citations of its own claim only, and those lie side by side: read together, they cost a fifth of what
// they cost one by one.
const mayStillVote = (
  voter: string,
): string => `(v.status = 'in_review' or v.status = 'published' and v.rest_status = 'waiting') and ${voter}::uuid is not null
  and ${none(`from verdict_author a where a.organization_id = $1 and a.verdict_id = v.id and a.member_id = ${voter}`)}
  and ${none(`from ballot b where b.organization_id = $1 and b.verdict_id = v.id and b.voter_id = ${voter}
    and (b.choice = 'recuse' or (b.digest = v.digest and b.voided_at is null))`)}
  and ${none(`from interest i where i.organization_id = $1 and i.claim_id = v.claim_id and i.member_id = ${voter} and i.statement is not null`)}
  and (${none(`from citation c where c.organization_id = $1 and c.claim_id = v.claim_id
      and (c.added_by_member = ${voter} or c.changed_by <> '[]' and exists (
        select from jsonb_array_elements(c.changed_by) h
         where h ->> 'member' = ${voter}::text and h ->> 'at' <= instant(v.submitted_at)))
      and (select true from verdict_citation l where l.organization_id = $1 and l.verdict_id = v.id and l.citation_id = c.id)`)}
    or (select (p.content ->> 'citationAuthorsMayVote')::boolean from policy p
         where p.organization_id = $1 and p.version = v.policy_version))`;

/**
 * Nothing happened to the claim itself, nor to anything below it: a citation or a ballot is an event of the claim and
 * leaves its row alone. The row's own time comes from an index and bounds what is looked up in the log, where the
 * newest index of a claim is one step. A column "last event" would have every verb below a claim rewrite its row.
 */
const stuck = (days: string): string => `c.status in ('submitted', 'accepted', 'checking', 'suspended')
  and c.updated_at < now() - make_interval(days => ${days}::int)
  and coalesce((select s.from_index from ledger_state s where s.organization_id = $1 and s.root_id = c.id
      order by s.from_index desc limit 1), 0) < (
    select coalesce((select l.index from ledger_entry l where l.organization_id = $1
      and l.sequenced_at >= now() - make_interval(days => ${days}::int) order by l.sequenced_at, l.index limit 1), 9223372036854775807))`;

/** One index each (migrations 14 and 16), which holds nothing but the queue. */
export const queues: Readonly<Record<QueueName, Queue>> = {
  mine: {
    id: 'c.id',
    needs: 'member',
    rows: ofClaims((member) => `c.status = 'checking' and c.assignee_id = ${member}`),
  },
  unassigned: { id: 'c.id', rows: ofClaims(`c.status = 'accepted'`) },
  waiting_for_my_ballot: {
    id: 'v.claim_id',
    verdict: 'v.id',
    needs: 'voter',
    countedTo: 200,
    rows: ofVerdicts(mayStillVote),
  },
  changes_requested: { id: 'v.claim_id', verdict: 'v.id', rows: ofVerdicts(`v.status = 'changes_requested'`) },
  // Urgent publications whose ballots are overdue, and those that somebody who judged them late said no to.
  urgent_rest: {
    id: 'v.claim_id',
    key: 'timestamptz',
    orderedBy: 'coalesce(v.disputed_at, v.rest_due_at)',
    verdict: 'v.id',
    rows: ofVerdicts(
      `v.status = 'published' and v.rest_status in ('waiting', 'refused') and coalesce(v.disputed_at, v.rest_due_at) <= now()`,
    ),
  },
  overdue: {
    id: 'c.id',
    key: 'date',
    orderedBy: 'c.due_on',
    rows: ofClaims(
      `c.status in ('submitted', 'accepted', 'checking') and c.due_on is not null and c.due_on < ${today}`,
    ),
  },
  embargoed: {
    id: 'v.claim_id',
    key: 'timestamptz',
    orderedBy: 'v.scheduled_for',
    verdict: 'v.id',
    rows: ofVerdicts(`v.status = 'scheduled'`),
  },
  stuck: {
    id: 'c.id',
    key: 'timestamptz',
    orderedBy: 'c.updated_at',
    needs: 'days',
    countedTo: 200,
    rows: ofClaims(stuck),
  },
  recheck: {
    id: 'c.id',
    key: 'date',
    orderedBy: 'c.review_by',
    rows: ofClaims(`c.status = 'published' and c.review_by is not null and c.review_by <= ${today}`),
  },
};
