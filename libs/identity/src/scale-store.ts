import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { type RatingScale, readyMadeScales } from '#libs/factcheck';
import { canonicalJson, type Json, newId, refuse, type SubjectState } from '#libs/kernel';

export const scaleState = (
  s: string,
): string => `json_build_object('id', ${s}.id, 'code', ${s}.code, 'content', ${s}.content,
  'version', ${s}.version, 'createdAt', instant(${s}.created_at))`;

@Injectable()
export class ScaleStore {
  constructor(private readonly connections: Connections) {}

  /** A scale as it stood in one version: what a verdict's rating was chosen on. */
  async version(tx: Tx, code: string, version: number): Promise<RatingScale> {
    const [row] = await tx.query<{ content: RatingScale }>(
      `select content from rating_scale where organization_id = $1 and code = $2 and version = $3`,
      [tx.organization, code, version],
    );
    return row?.content ?? refuse('not_found', `There is no version ${version} of the scale ${code}.`);
  }

  /** The newest version of this code if it says the same, else a new one. */
  async keep(tx: Tx, scale: Omit<RatingScale, 'version'>): Promise<{ state: SubjectState; isNew: boolean }> {
    const [newest] = await tx.query<{ state: SubjectState & { content: RatingScale } }>(
      `select ${scaleState('s')} as state from rating_scale s where organization_id = $1 and code = $2 order by version desc limit 1`,
      [tx.organization, scale.code],
    );
    const version = newest?.state.version ?? 0;
    if (newest && same(newest.state.content, { ...scale, version })) return { state: newest.state, isNew: false };
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into rating_scale as s (organization_id, id, code, version, content, created_at) values ($1, $2, $3, $4, $5, $6)
       returning ${scaleState('s')} as state`,
      [tx.organization, newId(), scale.code, version + 1, JSON.stringify({ ...scale, version: version + 1 }), tx.now],
    );
    return { state: (row as { state: SubjectState }).state, isNew: true };
  }

  /** Every version kept here, and what is ready-made and was never chosen. */
  async list(organization: string): Promise<{ kept: SubjectState[]; readyMade: readonly RatingScale[] }> {
    const rows = await this.connections.read<{ state: SubjectState }>(
      organization,
      `select (${scaleState('s')}::jsonb || jsonb_build_object('inForce', s.code = o.scale_code and s.version = o.scale_version)) as state
         from rating_scale s join organization o on o.organization_id = s.organization_id
        where s.organization_id = $1 order by s.code, s.version`,
      [organization],
    );
    return { kept: rows.map((row) => row.state), readyMade: readyMadeScales };
  }
}

const same = (one: RatingScale, other: RatingScale): boolean =>
  canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);
