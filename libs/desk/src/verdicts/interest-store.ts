import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { InterestDeclaration } from '#libs/factcheck';
import { newId, Refused, refusal, type SubjectState } from '#libs/kernel';
import type { Change } from '#libs/ledger';

/** `none`, or the interest in words. */
export type InterestInput = { readonly declared: 'none' } | { readonly declared: 'one'; readonly description: string };

export interface Interests {
  readonly declared: InterestDeclaration | undefined;
  /** For the event of the verb in which it was declared. */
  readonly changes: readonly Change[];
}

// Of one whose words were erased '' is left: that there is an interest bars, whatever it was.
export const interestState = (
  i: string,
): string => `json_build_object('id', ${i}.id, 'claim', ${i}.claim_id, 'member', ${i}.member_id,
  'declared', case when ${i}.statement is null then 'none' else 'one' end, 'description', nullif(${i}.statement, ''),
  'version', ${i}.version, 'declaredAt', instant(${i}.declared_at))`;

// Whoever could unsay it would be barred by nothing.
const standing = refusal(
  'interests.standing',
  'You declared an interest in this claim, and that stands. Step aside, and let a colleague judge or publish it.',
);

@Injectable()
export class InterestStore {
  /** Puts down what the acting member declares now, if they do, and gives what stands for them on this claim. */
  async declare(tx: Tx, claim: string, member: string, input: InterestInput | undefined): Promise<Interests> {
    if (input) return this.put(tx, claim, member, input.declared === 'one' ? input.description : null);
    const [row] = await tx.query<{ declared: InterestDeclaration }>(
      `select case when statement is null then 'none' else 'one' end as declared from interest
        where organization_id = $1 and claim_id = $2 and member_id = $3`,
      [tx.organization, claim, member],
    );
    return { declared: row?.declared, changes: [] };
  }

  private async put(tx: Tx, claim: string, member: string, statement: string | null): Promise<Interests> {
    const [row] = await tx.query<{ state: SubjectState & { declared: InterestDeclaration } }>(
      `insert into interest as i (organization_id, id, claim_id, member_id, statement, declared_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (organization_id, claim_id, member_id) do update
         set statement = excluded.statement, declared_at = excluded.declared_at, version = i.version + 1
         where excluded.statement is not null or i.statement is null
       returning ${interestState('i')} as state`,
      [tx.organization, newId(), claim, member, statement, tx.now],
    );
    if (!row) throw new Refused(standing);
    const after = row.state;
    return { declared: after.declared, changes: [{ type: 'interest', id: after.id, version: after.version, after }] };
  }

  /** What each member declared on this claim. */
  async ofClaim(tx: Tx, claim: string): Promise<Map<string, InterestDeclaration>> {
    const rows = await tx.query<{ member_id: string; declared: InterestDeclaration }>(
      `select member_id, case when statement is null then 'none' else 'one' end as declared from interest
        where organization_id = $1 and claim_id = $2`,
      [tx.organization, claim],
    );
    return new Map(rows.map((row) => [row.member_id, row.declared]));
  }
}
