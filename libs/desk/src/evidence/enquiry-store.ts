import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';

/** Contact with whoever made the claim, or why there was none. */
export type NewEnquiry =
  | {
      readonly contacted: true;
      readonly contact: string;
      readonly channel: string;
      readonly askedOn: string;
      readonly answerDue?: string;
      readonly answer?: string;
      /** What of it readers are shown, word for word. */
      readonly publicAnswer?: string;
    }
  | { readonly contacted: false; readonly reason: string };

export const enquiryState = (
  e: string,
): string => `json_build_object('id', ${e}.id, 'claim', ${e}.claim_id, 'contacted', ${e}.contacted,
  'contact', ${e}.contact, 'channel', ${e}.channel, 'askedOn', ${e}.asked_on, 'answerDue', ${e}.answer_due, 'answer', ${e}.answer,
  'publicAnswer', ${e}.public_answer,
  'answeredOn', ${e}.answered_on, 'reason', ${e}.reason, 'recordedBy', ${e}.recorded_by, 'version', ${e}.version,
  'createdAt', instant(${e}.created_at))`;

export type EnquiryState = SubjectState & {
  readonly contacted: boolean;
  readonly answer: string | null;
};

export interface LateAnswer {
  readonly answer: string;
  readonly publicAnswer?: string;
  readonly answeredOn?: string;
}

@Injectable()
export class EnquiryStore {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

  async add(tx: Tx, claim: string, enquiry: NewEnquiry): Promise<SubjectState> {
    const made = enquiry.contacted ? enquiry : undefined;
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into enquiry as e (organization_id, id, claim_id, contacted, contact, channel, asked_on, answer_due, answer, public_answer, reason,
         recorded_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${enquiryState('e')} as state`,
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
        made?.publicAnswer ?? null,
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

  /** Locks the claim's row first. Errors: not_found, request.stale. */
  async lock(tx: Tx, id: string, expected?: number): Promise<{ enquiry: EnquiryState; claim: ClaimState }> {
    const [found] = await tx.query<{ claim_id: string }>(
      `select claim_id from enquiry where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!found) refuse('not_found', `There is no enquiry ${id} here.`);
    const claim = await this.claims.lock(tx, found.claim_id);
    const [row] = await tx.query<{ state: EnquiryState }>(
      `select ${enquiryState('e')} as state from enquiry e where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    const enquiry = (row as { state: EnquiryState }).state;
    if (expected !== undefined && expected !== enquiry.version) {
      refuse('request.stale', `This enquiry is at version ${enquiry.version}, not ${expected}. Read it again.`, {
        facts: { version: enquiry.version },
      });
    }
    return { enquiry, claim };
  }

  async answer(tx: Tx, id: string, { answer, publicAnswer, answeredOn }: LateAnswer): Promise<EnquiryState> {
    const [row] = await tx.query<{ state: EnquiryState }>(
      `update enquiry e set answer = $3, answered_on = $4, public_answer = $5, version = version + 1 where organization_id = $1 and id = $2
       returning ${enquiryState('e')} as state`,
      [tx.organization, id, answer, answeredOn ?? tx.now.slice(0, 10), publicAnswer ?? null],
    );
    return (row as { state: EnquiryState }).state;
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${enquiryState('e')}::text as json, e.version, ${isErased('enquiry', 'e')} from enquiry e where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  listOfClaim(organization: string, claim: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select e.id, ${enquiryState('e')}::text as json from enquiry e
        where organization_id = $1 and claim_id = $2 and id < $3 order by id desc limit $4`,
      [organization, claim, page.after ?? lastId, page.limit],
    );
  }
}
