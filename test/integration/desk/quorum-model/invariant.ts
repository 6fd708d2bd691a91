import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/** What the walk itself remembers of one verdict, apart from anything the product stores. */
export interface Remembered {
  /** The policy in force when it was submitted last. */
  policy: { approvals: number; authorMayPublish: boolean; citationAuthorsMayVote: boolean };
  /** Who had a hand in its content, ever. */
  readonly authors: Set<string>;
  /** Ballots that were accepted since it was submitted or objected to last, and not withdrawn. */
  readonly standing: Map<string, string>;
}

interface Row {
  status: string;
  digest: string;
  content: Buffer;
  summary: string;
  rating: string | null;
  outcome: string;
  publisher: string;
  pinned: { quorum: { approvals: number; of: number } };
  authors: string[];
  citers: string[];
  approvals: {
    voter: string;
    digest: string;
    kind: string;
    owner: string | null;
    roles: string[];
    interest: string | null;
  }[];
}

/** Straight from the tables, as their owner, by no function of the product. Throws what is wrong. */
export async function demandLegitimate(client: Client, verdict: string, remembered: Remembered): Promise<void> {
  const { rows } = await client.query<Row>(
    `select v.status, v.digest, v.content, v.summary, v.rating, v.outcome, v.published_by as publisher, p.content as pinned,
       array(select member_id::text from verdict_author a where a.verdict_id = v.id) as authors,
       array(select c.added_by_member::text from verdict_citation l join citation c on c.id = l.citation_id where l.verdict_id = v.id) as citers,
       coalesce((select json_agg(json_build_object('voter', b.voter_id, 'digest', b.digest, 'kind', k.kind, 'owner', k.member_id,
           'roles', m.roles, 'interest', i.statement))
         from ballot b join api_key k on k.id = b.key_id join member m on m.id = b.voter_id
           left join interest i on i.claim_id = v.claim_id and i.member_id = b.voter_id
        where b.verdict_id = v.id and b.choice = 'approve' and b.voided_at is null), '[]') as approvals
       from verdict v join policy p on p.organization_id = v.organization_id and p.version = v.policy_version where v.id = $1`,
    [verdict],
  );
  const row = rows[0] as Row;
  const wrong: string[] = [];
  const is = (what: string, right: boolean): void => void (right || wrong.push(what));
  is('it is published', row.status === 'published');
  const frozen = JSON.parse(row.content.toString('utf8')) as {
    summary: string;
    rating: string | null;
    outcome: string;
  };
  is('the digest names the frozen bytes', createHash('sha256').update(row.content).digest('hex') === row.digest);
  is(
    'what is shown is what was frozen',
    frozen.summary === row.summary && frozen.rating === row.rating && frozen.outcome === row.outcome,
  );
  const voters = row.approvals.map((ballot) => ballot.voter);
  is('each approval is another person', new Set(voters).size === voters.length);
  is(
    'the ballots are on this digest',
    row.approvals.every((ballot) => ballot.digest === row.digest),
  );
  is(
    'no machine voted, and each with a key of their own',
    row.approvals.every((b) => b.kind === 'member' && b.owner === b.voter),
  );
  is(
    'each voter may judge',
    row.approvals.every((b) => b.roles.includes('reviewer') || b.roles.includes('editor')),
  );
  is(
    'no author voted',
    voters.every((voter) => !row.authors.includes(voter) && !remembered.authors.has(voter)),
  );
  is(
    'every author is on record',
    [...remembered.authors].every((author) => row.authors.includes(author)),
  );
  if (!remembered.policy.citationAuthorsMayVote) {
    is(
      'nobody voted on their own citation',
      voters.every((voter) => !row.citers.includes(voter)),
    );
  }
  const disinterested = row.approvals.filter((ballot) => ballot.interest === null);
  is('the quorum at submission is met', disinterested.length >= remembered.policy.approvals);
  is('the pinned policy is that of the submission', row.pinned.quorum.approvals === remembered.policy.approvals);
  if (!remembered.policy.authorMayPublish) is('no author published it', !remembered.authors.has(row.publisher));
  const approved = [...remembered.standing].filter(([, choice]) => choice === 'approve').map(([voter]) => voter);
  is('the ballots are those that were cast', approved.sort().join() === [...voters].sort().join());
  if (wrong.length > 0)
    throw new Error(`verdict ${verdict} was published although: ${wrong.map((w) => `not (${w})`).join(', ')}`);
}
