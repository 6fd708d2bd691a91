import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type ErasableRef, erasableTypes, personalFields, type SubjectType } from '#libs/factcheck';

/** One row in whose words a name stands. */
export interface Mention {
  readonly type: string;
  readonly id: string;
  readonly field: string;
  /** Whether it can be named in an erasure. What cannot is the journalism itself: edit it, withdraw it, correct it. */
  readonly erasable: boolean;
}

const most = 20;
const shortest = 3;

/** Words that people wrote, or that came in: the name of the field, and where it stands. */
const places: Readonly<Record<string, { readonly table: string; readonly fields: Readonly<Record<string, string>> }>> =
  {
    claimant: { table: 'claimant', fields: { name: 'name', description: 'description' } },
    claim: {
      table: 'claim',
      fields: {
        statement: 'statement',
        missing: 'missing',
        selectionNote: 'selection_note',
        closingNote: 'closing_note',
      },
    },
    utterance: {
      table: 'utterance',
      fields: {
        affiliation: 'affiliation',
        exact: 'exact',
        impliedBecause: 'implied_because',
        unanchored: 'unanchored::text',
      },
    },
    article: { table: 'article', fields: { headline: 'headline', byline: 'byline', url: 'url' } },
    revision: { table: 'revision', fields: { text: 'body' } },
    source: { table: 'source', fields: { title: 'title', publisher: 'publisher', url: 'url', interests: 'interests' } },
    citation: { table: 'citation', fields: { excerpt: 'excerpt', note: 'note', archivedUrl: 'archived_url' } },
    capture: { table: 'capture', fields: { url: 'url', name: 'name' } },
    enquiry: {
      table: 'enquiry',
      fields: { contact: 'contact', answer: 'answer', publicAnswer: 'public_answer', reason: 'reason' },
    },
    comment: { table: 'comment', fields: { text: 'body' } },
    interest: { table: 'interest', fields: { description: 'statement' } },
    external_review: {
      table: 'external_review',
      fields: { claimant: 'claimant', claimReviewed: 'claim_reviewed', publisher: 'publisher' },
    },
    verdict: {
      table: 'verdict',
      fields: { summary: 'summary', rationale: 'rationale', overrideReason: 'override_reason' },
    },
    ballot: { table: 'ballot', fields: { comment: 'comment', reason: 'reason' } },
    link: { table: 'claim_link', fields: { note: 'note' } },
    correction: {
      table: 'correction',
      fields: { request: 'request', appeal: 'appeal', note: 'note', decisionReason: 'decision_reason' },
    },
    inbox_request: { table: 'correction_inbox', fields: { request: 'request', about: 'about' } },
    endpoint: { table: 'webhook_endpoint', fields: { description: 'description', url: 'url' } },
    member: { table: 'member', fields: { name: 'name', email: 'email' } },
    key: { table: 'api_key', fields: { name: 'name' } },
  };

const isErasable = (type: string, field: string): boolean =>
  type === 'inbox_request' ||
  ((erasableTypes as readonly string[]).includes(type) && personalFields(type as SubjectType).includes(field));

/**
 * Where else the person is named, up to twenty rows a field: whoever decides sees what an erasure leaves, and what might
 * be named in it, too. Reads every row once; erasures are rare.
 */
@Injectable()
export class Mentions {
  async of(tx: Tx, names: readonly string[], but: readonly ErasableRef[]): Promise<Mention[]> {
    const wanted = names.map((name) => name.trim().toLowerCase()).filter((name) => name.length >= shortest);
    if (wanted.length === 0) return [];
    const named = new Set(but.map(({ type, id }) => `${type} ${id}`));
    const found: Mention[] = [];
    for (const [type, { table, fields }] of Object.entries(places))
      for (const [field, column] of Object.entries(fields)) {
        const erasable = isErasable(type, field);
        const rows = await tx.query<{ id: string }>(
          `select id from ${table} where organization_id = $1
             and exists (select from unnest($2::text[]) n where strpos(lower(${column}), n) > 0) order by id desc limit ${most}`,
          [tx.organization, wanted],
        );
        for (const { id } of rows)
          if (!erasable || !named.has(`${type} ${id}`)) found.push({ type, id, field, erasable });
      }
    return found;
  }
}
