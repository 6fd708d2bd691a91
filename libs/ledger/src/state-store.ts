import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';

/** One subject as it was at a size of the log, as its event told it. Personal values are still commitments. */
export interface StateAt {
  readonly id: string;
  readonly root: string;
  readonly after: Readonly<Record<string, unknown>>;
}

@Injectable()
export class StateStore {
  constructor(private readonly connections: Connections) {}

  /** States of one type at `size`, by id, after the given id: keyset pages, so that no long snapshot is held. */
  async page(organization: string, type: string, size: number, after: string, limit = 1_000): Promise<StateAt[]> {
    return this.connections.read<StateAt & { id: string }>(
      organization,
      `select s.id, s.root_id as root, (convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after']) as after
         from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
        where s.organization_id = $1 and s.type = $2 and s.id > $4
          and s.from_index < $3 and (s.until_index is null or s.until_index >= $3)
        order by s.id limit $5`,
      [organization, type, size, after, limit],
    );
  }

  /** States of one type that belong to these roots, at `size`. */
  async ofRoots(organization: string, type: string, size: number, roots: readonly string[]): Promise<StateAt[]> {
    return this.connections.read<StateAt & { id: string }>(
      organization,
      `select s.id, s.root_id as root, (convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after']) as after
         from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
        where s.organization_id = $1 and s.type = $2 and s.root_id = any($4::uuid[])
          and s.from_index < $3 and (s.until_index is null or s.until_index >= $3)
        order by s.id`,
      [organization, type, size, roots],
    );
  }
}
