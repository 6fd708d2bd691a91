import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { type EventTold, mayDo, type Wording } from '#libs/factcheck';
import type { Actor } from '#libs/kernel';
import { readsHolds } from '../claims/claim-reads.js';

/** What the sentences of some events need to know for this reader: names, version numbers, which ballots are open to them. */
@Injectable()
export class HistoryWords {
  constructor(private readonly connections: Connections) {}

  async of(reader: Actor, events: readonly EventTold[]): Promise<Wording> {
    const [names, ballots] = await Promise.all([
      mayDo(reader, 'member.read') ? new Map<string, string>() : this.names(reader.organization, membersIn(events)),
      this.ballots(reader, events.flatMap(ballotsIn)),
    ]);
    const numbers = new Map(ballots.map((ballot) => [ballot.verdict, ballot.number]));
    const open = new Set(ballots.filter((ballot) => ballot.open).map((ballot) => ballot.id));
    return {
      name: (member) => names.get(member),
      number: (verdict) => numbers.get(verdict),
      ballotIsOpen: (ballot) => open.has(ballot),
      readsLegal: readsHolds(reader),
    };
  }

  private async names(organization: string, members: readonly string[]): Promise<Map<string, string>> {
    if (members.length === 0) return new Map();
    const rows = await this.connections.read<{ id: string; name: string }>(
      organization,
      `select id, name from member where organization_id = $1 and id = any($2::uuid[]) and name is not null`,
      [organization, members],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Open by the same rule as the list of a verdict's ballots: one's own, or one's own is cast, or the quorum has decided. */
  private async ballots(
    { organization, member }: Actor,
    ids: readonly string[],
  ): Promise<{ id: string; verdict: string; number: number; open: boolean }[]> {
    if (ids.length === 0) return [];
    return this.connections.read(
      organization,
      `select b.id, v.id as verdict, v.number, (v.status <> 'in_review' and v.rest_status is distinct from 'waiting') or b.voter_id is not distinct from $3 or exists (
           select from ballot own where own.organization_id = $1 and own.verdict_id = v.id and own.digest = v.digest
             and own.voter_id = $3 and own.voided_at is null) as open
         from ballot b join verdict v on v.organization_id = b.organization_id and v.id = b.verdict_id
        where b.organization_id = $1 and b.id = any($2::uuid[])`,
      [organization, ids, member ?? null],
    );
  }
}

const ballotsIn = ({ changes }: EventTold): string[] =>
  changes.filter((change) => change.type === 'ballot').map((change) => change.id);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every id that might be a member's: whoever acted, and whom the phrases name. */
function membersIn(events: readonly EventTold[]): string[] {
  const ids = events.flatMap(({ actor, facts, changes }) => [
    actor.member,
    facts.to,
    ...changes.flatMap(({ type, id, after }) => [after.assignee, ...(type === 'member' ? [id] : [])]),
  ]);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && uuid.test(id)))];
}
