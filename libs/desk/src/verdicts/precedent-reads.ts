import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { ListRow } from '../reads.js';

/**
 * How many of the newest published claims are compared word by word. Under row-level security an operator that is not
 * leakproof gets no index (pg_trgm's are not), so the work is bounded instead. Measured with 100,000 published claims
 * of 160 characters: 0.035 ms a comparison, and 4 ms for everything else.
 */
const compared = 1_000;
const atMost = 20;
// Below this two sentences share little more than their small words.
const similarFrom = 0.35;

@Injectable()
export class PrecedentReads {
  constructor(private readonly connections: Connections) {}

  /**
   * What was rated before and may bear on this claim: verdicts that went out on linked claims, on other claims of the
   * same claimants, and on statements that read alike. The nearest first, each with why it is offered.
   */
  ofClaim(organization: string, claim: string): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `with this as materialized (
         select statement, language from claim where organization_id = $1 and id = $2
       ), linked as (
         select other_claim_id as id from claim_link where organization_id = $1 and claim_id = $2 and removed_at is null
         union select claim_id from claim_link where organization_id = $1 and other_claim_id = $2 and removed_at is null
       ), claimants as materialized (
         select distinct claimant_id from utterance where organization_id = $1 and claim_id = $2
       ), recent as materialized (
         select id, statement, language from claim where organization_id = $1 and status = 'published' and id <> $2 order by id desc limit $3
       ), compared as materialized (
         select r.id, similarity(r.statement, this.statement) as likeness from recent r join this on this.language = r.language
       ), alike as (
         select id, likeness from compared where likeness >= $4 order by likeness desc, id desc limit $5
       ), said as (
         select distinct r.id from recent r join utterance u on u.organization_id = $1 and u.claim_id = r.id
          where u.claimant_id in (select claimant_id from claimants) order by r.id desc limit $5
       ), found as (
         select id, bool_or(why = 'linked') as linked, bool_or(why = 'claimant') as same_claimant, max(likeness) as likeness
           from (select id, 'linked' as why, null::real as likeness from linked
                 union all select id, 'claimant', null from said union all select id, 'alike', likeness from alike) offered
          group by id
       )
       select v.id, json_build_object('verdict', v.id, 'claim', c.id, 'statement', c.statement, 'status', v.status, 'rating', v.rating,
                'scale', json_build_object('code', v.scale_code, 'version', v.scale_version), 'summary', v.summary, 'number', v.number,
                'judgedAsOf', v.judged_as_of, 'publishedAt', instant(v.published_at), 'legacy', v.legacy is not null, 'linked', f.linked, 'sameClaimant', f.same_claimant,
                'likeness', round(f.likeness::numeric, 2)::float8)::text as json
         from found f
         join claim c on c.organization_id = $1 and c.id = f.id and c.status = 'published'
         join verdict v on v.organization_id = $1 and v.id = c.published_verdict_id
        order by f.linked desc, coalesce(f.likeness, 0) desc, v.id desc limit $5`,
      [organization, claim, compared, similarFrom, atMost],
    );
  }
}
