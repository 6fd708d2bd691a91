import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { SubjectType } from '#libs/factcheck';

/** One state of a subject, and the event that told it. Personal values stand in it as their commitments. */
export interface PastState {
  readonly index: number;
  readonly event: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly member: string | null; readonly key: string | null };
  readonly state: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly index: string;
  readonly event: string;
  readonly envelope: Pick<PastState, 'occurredAt' | 'actor'> & {
    readonly changes: readonly { after: PastState['state'] }[];
  };
  readonly change: number;
}

/** One subject through all its states. */
@Injectable()
export class StateHistory {
  constructor(private readonly connections: Connections) {}

  /** From the first on, as far as the log has got; at most `limit`. */
  async of(organization: string, type: SubjectType, id: string, limit: number): Promise<PastState[]> {
    const rows = await this.connections.read<Row>(
      organization,
      `select s.from_index as index, s.event_id as event, s.change, convert_from(e.bytes, 'UTF8')::json as envelope
         from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
        where s.organization_id = $1 and s.type = $2 and s.id = $3 order by s.from_index limit $4`,
      [organization, type, id, limit],
    );
    return rows.map(({ index, event, change, envelope: { occurredAt, actor, changes } }) => ({
      index: Number(index),
      event,
      occurredAt,
      actor: { kind: actor.kind, member: actor.member, key: actor.key },
      state: (changes[change] as { after: PastState['state'] }).after,
    }));
  }
}
