import { sqlMigration } from './sql-migration.js';

/**
 * Whether a member may still vote is asked of every verdict in review, in the order of the list. The planner takes nearly all
 * for barred, so without a cheaper way it would read them all from the table and sort them for a page: the index holds
 * what is asked of the verdict itself.
 */
export const BallotQueue = sqlMigration(
  'BallotQueue',
  '1764000000017',
  `
drop index verdict_waiting;
create index verdict_waiting on verdict (organization_id, claim_id) include (id, digest, policy_version, submitted_at)
  where status = 'in_review' or status = 'published' and rest_status = 'waiting';
`,
);
