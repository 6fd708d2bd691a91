import { Injectable } from '@nestjs/common';
import { type LogAt, StatesAt } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
import { ScaleReads } from '../registers/scale-reads.js';
import { PublicationReads } from './publication-reads.js';
import { PublishedMaterial } from './published-material.js';
import { type OrganizationRow, rowOfOrganization } from './row-of-organization.js';
import { type ClaimRows, rowsOfClaim } from './rows-of-claim.js';

/** Claims gathered at a time: bounds time and memory. */
export const claimsAtOnce = 200;

/** What must stand in the published tables, out of the log as it was at a size. Read outside a transaction: it cannot change there. */
@Injectable()
export class PublishedRows {
  constructor(
    private readonly states: StatesAt,
    private readonly scales: ScaleReads,
    readonly log: PublicationReads,
    private readonly material: PublishedMaterial,
    private readonly settings: RuntimeSettings,
  ) {}

  /** `broken` hears of each claim that cannot be shown: it must not keep another from being taken down. */
  async ofClaims(
    at: LogAt,
    claims: readonly string[],
    broken: (claim: string, error: unknown) => void = (claim, error) =>
      this.settings.log.error({ error, claim }, 'this claim cannot be made public; the others go on'),
  ): Promise<ClaimRows[]> {
    const rows: ClaimRows[] = [];
    for (let done = 0; done < claims.length; done += claimsAtOnce) {
      for (const parts of await this.material.of(at, claims.slice(done, done + claimsAtOnce))) {
        try {
          rows.push(...[rowsOfClaim(parts)].filter((row) => row !== undefined));
        } catch (error) {
          broken(parts.id, error);
        }
      }
    }
    return rows;
  }

  async ofOrganization(at: LogAt): Promise<OrganizationRow> {
    const [found] = await this.states.ofIds(at, 'organization', [at.organization]);
    if (!found) throw new Error(`the log of ${at.organization} does not tell of its organization`);
    const changed = await this.log.changedAt(at, [at.organization], true);
    const scales = await this.scales.all(at.organization);
    return rowOfOrganization(found.state, scales, changed.get(at.organization) as string);
  }
}
