import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { PageRequest } from '#libs/kernel';
import { digestState, entryState } from './access-digest-store.js';

/** From a list of names; what is not given does not narrow. */
export interface AccessLogFilter {
  readonly kind?: string;
  readonly code?: string;
  readonly key?: string;
  readonly member?: string;
}
export const accessLogFilters = ['kind', 'code', 'key', 'member'] as const;
const columns = { kind: 'kind', code: 'code', key: 'key_id', member: 'member_id' } as const;

const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class AccessLogReads {
  constructor(private readonly connections: Connections) {}

  /** Newest first. One statement for each set of filters. */
  list(organization: string, filter: AccessLogFilter, page: PageRequest): Promise<{ id: string; json: string }[]> {
    const present = accessLogFilters.filter((name) => filter[name] !== undefined);
    const conditions = present.map((name, place) => ` and l.${columns[name]} = $${place + 4}`).join('');
    return this.connections.read(
      organization,
      `select l.id, ${entryState('l')}::text as json from access_log l
        where l.organization_id = $1 and l.id < $2${conditions} order by l.id desc limit $3`,
      [organization, page.after ?? afterAll, page.limit, ...present.map((name) => filter[name])],
    );
  }

  digests(organization: string, page: PageRequest): Promise<{ id: string; json: string }[]> {
    return this.connections.read(
      organization,
      `select d.id, ${digestState('d')}::text as json from access_digest d
        where d.organization_id = $1 and d.id < $2 order by d.id desc limit $3`,
      [organization, page.after ?? afterAll, page.limit],
    );
  }
}
