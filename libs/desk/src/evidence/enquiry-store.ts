import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, type SubjectState } from '#libs/kernel';

/** Contact with whoever made the claim, or why there was none. */
export type NewEnquiry =
  | {
      readonly contacted: true;
      readonly contact: string;
      readonly channel: string;
      readonly askedOn: string;
      readonly answerDue?: string;
      readonly answer?: string;
    }
  | { readonly contacted: false; readonly reason: string };

export const enquiryState = (
  e: string,
): string => `json_build_object('id', ${e}.id, 'claim', ${e}.claim_id, 'contacted', ${e}.contacted,
  'contact', ${e}.contact, 'channel', ${e}.channel, 'askedOn', ${e}.asked_on, 'answerDue', ${e}.answer_due, 'answer', ${e}.answer,
  'reason', ${e}.reason, 'recordedBy', ${e}.recorded_by, 'version', ${e}.version, 'createdAt', instant(${e}.created_at))`;

@Injectable()
export class EnquiryStore {
  async add(tx: Tx, claim: string, enquiry: NewEnquiry): Promise<SubjectState> {
    const made = enquiry.contacted ? enquiry : undefined;
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into enquiry as e (organization_id, id, claim_id, contacted, contact, channel, asked_on, answer_due, answer, reason, recorded_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${enquiryState('e')} as state`,
      [
        tx.organization,
        newId(),
        claim,
        enquiry.contacted,
        made?.contact ?? null,
        made?.channel ?? null,
        made?.askedOn ?? null,
        made?.answerDue ?? null,
        made?.answer ?? null,
        enquiry.contacted ? null : enquiry.reason,
        tx.actor.member ?? null,
        tx.now,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  async exists(tx: Tx, claim: string): Promise<boolean> {
    const rows = await tx.query(`select 1 from enquiry where organization_id = $1 and claim_id = $2 limit 1`, [
      tx.organization,
      claim,
    ]);
    return rows.length > 0;
  }
}
