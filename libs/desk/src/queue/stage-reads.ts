import { Injectable } from '@nestjs/common';
import { Connections, statementOn } from '#libs/database';
import {
  type ClaimStatus,
  type Move,
  type Stage,
  stages,
  type Stay,
  staysOf,
  type VerdictStatus,
} from '#libs/factcheck';
import { refuse } from '#libs/kernel';

export interface StageTimes {
  readonly stage: Stage;
  /** How many stays ended in the period. */
  readonly stays: number;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}

// A publication tells of the version that goes out and of the one it replaces; neither is open, so either will do.
// A claim may be edited hundreds of times and stand where it stood: only what changed a status is looked up in the log.
const movesOfOne = `select instant(l.sequenced_at) as at, m.claim, m.verdict
  from (select s.from_index, max(s.status) filter (where s.type = 'claim') as claim,
               max(s.status) filter (where s.type = 'verdict') as verdict
          from (select type, from_index, status, lag(status) over (partition by type, id order by from_index) as before
                  from ledger_state where organization_id = $1 and ((type = 'claim' and id = $2) or (type = 'verdict' and root_id = $2))) s
         where s.status is distinct from s.before group by s.from_index) m
  join ledger_entry l on l.organization_id = $1 and l.index = m.from_index order by l.index`;

const firstFrom = (time: string): string => `coalesce((select l.index from ledger_entry l
  where l.organization_id = $1 and l.sequenced_at >= ${time} order by l.sequenced_at, l.index limit 1), 9223372036854775807)`;
const periodIndexes = `select ${firstFrom('$2')} as first,
  least(${firstFrom('$3')}, coalesce((select size from ledger_head where organization_id = $1), 0)) as last`;

/** A period with more events than this is refused: one question would keep a connection busy for a minute. */
const mostEvents = 1_000_000;

/**
 * All stays that ended in a period, in one pass over the steps of the claims that had a step in it; the status of a step
 * is a column of the log's states, so no event is opened. `stageOf` of libs/factcheck in SQL; a test holds them together.
 *
 * What a claim and its verdict were told to be last is a running maximum of (index, status) in one number, so that both
 * are carried forward in the one sort that the windows share: over a year of 100,000 claims 3.5 s became 1.4.
 */
export const periodText = `with moved as (
    select distinct case s.type when 'claim' then s.id else s.root_id end as id from ledger_state s
     where s.organization_id = $1 and s.type in ('claim', 'verdict') and s.from_index >= $2 and s.from_index < $3
  ), steps as (
    select s.id as subject, s.from_index, s.from_index * 8 + case s.status when 'submitted' then 1 when 'accepted' then 2
             when 'checking' then 3 when 'published' then 6 when 'suspended' then 7 else 0 end as claim, null::bigint as verdict
      from ledger_state s join moved on moved.id = s.id where s.organization_id = $1 and s.type = 'claim'
    union all
    select s.root_id, s.from_index, null, s.from_index * 8 + case s.status when 'in_review' then 1 when 'approved' then 2
             when 'scheduled' then 2 else 0 end
      from ledger_state s join moved on moved.id = s.root_id where s.organization_id = $1 and s.type = 'verdict'
  ), standing as (
    select subject, from_index, max(claim) over w % 8 as claim, max(verdict) over w % 8 as verdict
      from steps where from_index < $3 window w as (partition by subject order by from_index)
  ), staged as (
    select subject, from_index, claim + case claim when 3 then coalesce(verdict, 0) else 0 end as stage from standing
  ), turns as (
    select *, lag(stage) over (partition by subject order by from_index) as before from staged
  ), stays as (
    select stage, from_index, lead(from_index) over (partition by subject order by from_index) as until_index
      from turns where stage is distinct from before
  )
  select (array['submitted', 'accepted', 'checking', 'in_review', 'approved', 'published', 'suspended'])[s.stage] as stage, count(*)::int as stays,
         percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from ended.sequenced_at - began.sequenced_at)) as seconds
    from stays s
    join ledger_entry began on began.organization_id = $1 and began.index = s.from_index
    join ledger_entry ended on ended.organization_id = $1 and ended.index = s.until_index
   where s.stage > 0 and s.until_index >= $2 group by s.stage`;

/** Where the time goes, from the ledger alone. Times are those at which events got their index. */
@Injectable()
export class StageReads {
  constructor(private readonly connections: Connections) {}

  /** The stays of one claim; none for a claim that the log has not got to yet. */
  async ofClaim(organization: string, claim: string): Promise<Stay[]> {
    const rows = await this.connections.read<{ at: string; claim: ClaimStatus | null; verdict: VerdictStatus | null }>(
      organization,
      movesOfOne,
      [organization, claim],
    );
    return staysOf(
      rows.map((row): Move => ({
        at: row.at,
        ...(row.claim ? { claim: row.claim } : {}),
        ...(row.verdict ? { verdict: row.verdict } : {}),
      })),
    );
  }

  /** Over the stays that ended from one time on and before another (RFC 3339). Errors: request.invalid, for too long a period. */
  async ofPeriod(organization: string, from: string, to: string): Promise<StageTimes[]> {
    // Indexes first, then planned anew for just these: a day and a year want different plans.
    const rows = await this.connections.lend(organization, async (client) => {
      const statement = statementOn(client);
      const [period] = await statement.query<{ first: string; last: string }>(periodIndexes, [organization, from, to]);
      if (Number(period?.last) - Number(period?.first) > mostEvents) {
        refuse('request.invalid', 'More than 1,000,000 events happened in this period. Ask for a shorter one.', {
          errors: [{ field: 'to', message: 'nearer to from' }],
        });
      }
      return statement.batch<{ stage: Stage; stays: number; seconds: [number, number] }>(periodText, [
        organization,
        period?.first,
        period?.last,
      ]);
    });
    return stages.map((stage) => {
      const row = rows.find((one) => one.stage === stage);
      return {
        stage,
        stays: row?.stays ?? 0,
        medianSeconds: row ? row.seconds[0] : null,
        p90Seconds: row ? row.seconds[1] : null,
      };
    });
  }
}
