import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { RatingScale } from '#libs/factcheck';

@Injectable()
export class ScaleReads {
  constructor(private readonly connections: Connections) {}

  /** Every version of every scale: rows that are never changed, so they need no size. */
  async all(organization: string): Promise<RatingScale[]> {
    const rows = await this.connections.read<{ content: RatingScale }>(
      organization,
      `select content from rating_scale where organization_id = $1 order by code, version`,
      [organization],
    );
    return rows.map((row) => row.content);
  }
}
