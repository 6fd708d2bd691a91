import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { CommentSubject } from '#libs/factcheck';
import { newId, type PageRequest, refuse } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { commentState, type CommentState, type Passage, type Subject } from './comment-state.js';

export interface NewComment {
  readonly claim: string;
  readonly subject: Subject;
  readonly passage: Passage | null;
  readonly replyTo: string | null;
  readonly text: string;
  readonly author: string;
}

export interface CommentFilter {
  readonly subjectType?: CommentSubject;
  readonly subject?: string;
  /** Of the thread: an answer is open while its thread is. */
  readonly thread?: 'open' | 'resolved';
}

@Injectable()
export class CommentStore {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

  async add(tx: Tx, comment: NewComment): Promise<CommentState> {
    const [row] = await tx.query<{ state: CommentState }>(
      `insert into comment as c (organization_id, id, claim_id, subject_type, subject_id, passage, reply_to, body, author_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${commentState('c')} as state`,
      [
        tx.organization,
        newId(),
        comment.claim,
        comment.subject.type,
        comment.subject.id,
        comment.passage ? JSON.stringify(comment.passage) : null,
        comment.replyTo,
        comment.text,
        comment.author,
        tx.now,
      ],
    );
    return (row as { state: CommentState }).state;
  }

  /** A comment of a claim that is locked already. */
  async ofClaim(tx: Tx, claim: string, id: string): Promise<CommentState | undefined> {
    const [row] = await tx.query<{ state: CommentState }>(
      `select ${commentState('c')} as state from comment c where organization_id = $1 and claim_id = $2 and id = $3`,
      [tx.organization, claim, id],
    );
    return row?.state;
  }

  /** Locks the claim's row first. Errors: not_found, request.stale. */
  async lock(tx: Tx, id: string, expected?: number): Promise<{ comment: CommentState; claim: ClaimState }> {
    const [found] = await tx.query<{ claim_id: string }>(
      `select claim_id from comment where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!found) refuse('not_found', `There is no comment ${id} here.`);
    const claim = await this.claims.lock(tx, found.claim_id);
    const [row] = await tx.query<{ state: CommentState }>(
      `select ${commentState('c')} as state from comment c where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    const comment = (row as { state: CommentState }).state;
    if (expected !== undefined && expected !== comment.version) {
      refuse('request.stale', `This comment is at version ${comment.version}, not ${expected}. Read it again.`, {
        facts: { version: comment.version },
      });
    }
    return { comment, claim };
  }

  /** `by`: who resolved the thread; null reopens it. Only from the other state: the database decides a race a second time. */
  async settle(tx: Tx, id: string, by: string | null): Promise<CommentState> {
    const [row] = await tx.query<{ state: CommentState }>(
      `update comment c set resolved_by = $3, resolved_at = case when $3::uuid is null then null else $4::timestamptz end,
         version = version + 1
        where organization_id = $1 and id = $2 and (resolved_at is null) = ($3::uuid is not null)
       returning ${commentState('c')} as state`,
      [tx.organization, id, by, tx.now],
    );
    return row?.state ?? refuse('comment.wrong_state', 'The thread has just changed. Read it again.');
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${commentState('c')}::text as json, c.version, ${isErased('comment', 'c')} from comment c where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  listOfClaim(organization: string, claim: string, filter: CommentFilter, page: PageRequest): Promise<ListRow[]> {
    const values: unknown[] = [organization, claim, page.after ?? lastId, page.limit];
    const conditions: string[] = [];
    if (filter.subjectType) conditions.push(`c.subject_type = $${values.push(filter.subjectType)}`);
    if (filter.subject) conditions.push(`c.subject_id = $${values.push(filter.subject)}`);
    if (filter.thread) conditions.push(inThread[filter.thread]);
    return this.connections.read<ListRow>(
      organization,
      `select c.id, ${commentState('c')}::text as json from comment c
        where c.organization_id = $1 and c.claim_id = $2 and c.id < $3${conditions.map((one) => ` and ${one}`).join('')}
        order by c.id desc limit $4`,
      values,
    );
  }
}

const thread = (resolved: string): string =>
  `exists (select 1 from comment t where t.organization_id = c.organization_id and t.id = coalesce(c.reply_to, c.id)
     and t.resolved_at ${resolved})`;
const inThread = { open: thread('is null'), resolved: thread('is not null') } as const;
