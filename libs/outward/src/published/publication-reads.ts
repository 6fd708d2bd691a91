import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { EventType } from '#libs/factcheck';
import { eventType, type LogAt, type Then } from '#libs/ledger';

/** What readers may see differs after one of these. Topics are changed by `claim.edited`, which is mostly about other things. */
const ofClaims = [
  'verdict.published',
  'verdict.retracted',
  'verdict.imported',
  'verdict.review_ended',
  'correction.published',
  'claim.suspended',
  'claim.restored',
  'publication.set',
] as const satisfies readonly EventType[];
const ofOrganizations = [
  'organization.created',
  'organization.changed',
  'scale.changed',
  'methodology.changed',
] as const satisfies readonly EventType[];

/** What a part of the log has to do with what is public. */
export interface PublicChanges {
  /** Claims by id: published for the first time, changed, taken down or shown again. Some may turn out not to be public. */
  readonly claims: readonly string[];
  readonly organization: boolean;
  /** A person was erased: any claim may have named them. */
  readonly everything: boolean;
}

// Most entries pass by; only what may matter is parsed.
const mayMatter = (types: string): string => `${eventType('e.bytes')} = any(array['claim.edited'] || ${types})`;
const isOfClaim = `(logged.type = any($4::text[]) or logged.type = 'claim.edited' and logged.topics)`;
const typeOf = `e ->> 'type' as type, e #> '{facts,topicsBefore}' is not null as topics`;

// Erasures are few, so all of them are looked at.
const erasedAt = (size: string): string => `(select max(convert_from(e.bytes, 'UTF8')::json ->> 'occurredAt')
  from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
 where s.organization_id = $1 and s.type = 'erasure' and s.status = 'erased' and s.from_index < ${size})`;

/** What the log says of publications beside the states of subjects. */
@Injectable()
export class PublicationReads {
  constructor(private readonly connections: Connections) {}

  /** Of the entries from index `from` on, before `until`. */
  async changes(organization: string, from: number, until: number): Promise<PublicChanges> {
    const rows = await this.connections.read<{ type: string; root: string }>(
      organization,
      `select distinct type, root from (
         select ${typeOf}, e ->> 'root' as root from (
           select convert_from(e.bytes, 'UTF8')::json as e from ledger_entry l
             join event e on e.organization_id = l.organization_id and e.id = l.event_id
            where l.organization_id = $1 and l.index >= $2 and l.index < $3
              and ${mayMatter('$4::text[] || $5::text[]')} offset 0) read) logged
        where ${isOfClaim} or logged.type = any($5::text[])`,
      [organization, from, until, ofClaims, [...ofOrganizations, 'person.erased'] satisfies EventType[]],
    );
    const house: ReadonlySet<string> = new Set(ofOrganizations);
    const apart = (type: string): boolean => house.has(type) || type === 'person.erased';
    return {
      claims: [...new Set(rows.filter(({ type }) => !apart(type)).map(({ root }) => root))],
      organization: rows.some(({ type }) => house.has(type)),
      everything: rows.some(({ type }) => type === 'person.erased'),
    };
  }

  /**
   * When what is public of each of these claims, or of the house, last changed: the time of the event that changed it. An
   * erasure counts for every claim: a copy that somebody kept may hold the name, and on which page it stood is not told.
   */
  async changedAt(at: LogAt, roots: readonly string[], house = false): Promise<Map<string, string>> {
    const rows = await this.connections.read<{ root: string; at: string }>(
      at.organization,
      `select logged.root, greatest(max(logged.at collate "C"), ${house ? 'null' : erasedAt('$3')} collate "C") as at from (
         select root, ${typeOf}, e ->> 'occurredAt' as at from (
           select s.root, convert_from(e.bytes, 'UTF8')::json as e from (
             select distinct root_id as root, from_index from ledger_state
              where organization_id = $1 and root_id = any($2::uuid[]) and from_index < $3) s
             join ledger_entry l on l.organization_id = $1 and l.index = s.from_index
             join event e on e.organization_id = $1 and e.id = l.event_id
            where ${mayMatter('$4::text[]')} offset 0) read) logged
        where ${isOfClaim} group by logged.root`,
      [at.organization, roots, at.size, house ? ofOrganizations : ofClaims],
    );
    return new Map(rows.map((row) => [row.root, row.at]));
  }

  /** Of verdicts that were published: the size of the log behind the event that froze what was published. */
  async frozenAt(at: LogAt, verdicts: readonly string[]): Promise<Then[]> {
    const rows = await this.connections.read<{ id: string; index: string }>(
      at.organization,
      `select s.id, min(s.from_index) as index from ledger_state s
        where s.organization_id = $1 and s.type = 'verdict' and s.id = any($2::uuid[]) and s.from_index < $3
          and s.status in ('in_review', 'approved', 'scheduled', 'published')
          and s.from_index > coalesce((select max(open.from_index) from ledger_state open
                where open.organization_id = s.organization_id and open.type = s.type and open.id = s.id
                  and open.from_index < $3 and open.status in ('draft', 'changes_requested')), -1)
        group by s.id`,
      [at.organization, verdicts, at.size],
    );
    return rows.map(({ id, index }) => ({ id, size: Number(index) + 1 }));
  }

  /** Every claim that has, or had, a published verdict at this size; by id, after the given one. */
  async everPublished(at: LogAt, after: string, limit: number): Promise<string[]> {
    const rows = await this.connections.read<{ root: string }>(
      at.organization,
      `select distinct root_id as root from ledger_state
        where organization_id = $1 and type = 'verdict' and status = 'published' and from_index < $2 and root_id > $3
        order by root limit $4`,
      [at.organization, at.size, after, limit],
    );
    return rows.map(({ root }) => root);
  }
}
