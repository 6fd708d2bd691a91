import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { SubjectState } from '#libs/kernel';

/** One methodology an organization, so it goes by the organization's id. Before the first one is written: version 0. */
export const methodologyState = (
  m: string,
  organization = m,
): string => `json_build_object('id', ${organization}.organization_id, 'language', ${m}.language, 'text', ${m}.text,
  'version', coalesce(${m}.version, 0), 'createdAt', instant(${m}.created_at))`;

export interface MethodologyText {
  /** BCP 47. */
  readonly language: string;
  /** Paragraphs, parted by empty lines; a line that begins with "# " is a heading. */
  readonly text: string;
}

export type MethodologyState = SubjectState & {
  readonly language: string | null;
  readonly text: string | null;
};

const inForce = `from organization o
  left join methodology m on m.organization_id = o.organization_id and m.version = o.methodology_version
  where o.organization_id = $1`;

@Injectable()
export class MethodologyStore {
  constructor(private readonly connections: Connections) {}

  /** What is in force, under the organization's lock. */
  async current(tx: Tx): Promise<MethodologyState> {
    const [row] = await tx.query<{ state: MethodologyState }>(
      `select ${methodologyState('m', 'o')} as state ${inForce}`,
      [tx.organization],
    );
    return (row as { state: MethodologyState }).state;
  }

  async add(tx: Tx, version: number, { language, text }: MethodologyText): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into methodology as m (organization_id, version, language, text, created_at) values ($1, $2, $3, $4, $5)
       returning ${methodologyState('m')} as state`,
      [tx.organization, version, language, text, tx.now],
    );
    return (row as { state: SubjectState }).state;
  }

  async get(organization: string): Promise<{ json: string; version: number } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number }>(
      organization,
      `select ${methodologyState('m', 'o')}::text as json, coalesce(m.version, 0) as version ${inForce}`,
      [organization],
    );
    return row;
  }

  async version(organization: string, version: number): Promise<{ json: string; version: number } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number }>(
      organization,
      `select ${methodologyState('m')}::text as json, m.version from methodology m where organization_id = $1 and version = $2`,
      [organization, version],
    );
    return row;
  }

  /** Every version without its text, the newest first: the newest is the one in force. */
  async list(organization: string): Promise<{ version: number; language: string; createdAt: string }[]> {
    return this.connections.read(
      organization,
      `select version, language, instant(created_at) as "createdAt" from methodology
        where organization_id = $1 order by version desc`,
      [organization],
    );
  }
}
