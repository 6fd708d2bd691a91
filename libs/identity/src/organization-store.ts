import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Tx } from '#libs/database';
import type { Policy, RatingScale } from '#libs/factcheck';
import { refuse, type SubjectState } from '#libs/kernel';

/** The organization as events and answers tell it. */
export const organizationState = (
  o: string,
): string => `json_build_object('id', ${o}.organization_id, 'slug', ${o}.slug, 'name', ${o}.name,
  'siteName', ${o}.site_name, 'baseUrl', ${o}.base_url,
  'policyVersion', ${o}.policy_version, 'scale', json_build_object('code', ${o}.scale_code, 'version', ${o}.scale_version),
  'methodologyVersion', ${o}.methodology_version, 'version', ${o}.version, 'createdAt', instant(${o}.created_at))`;

interface RulesInForce {
  readonly policy: Policy;
  readonly scale: RatingScale;
  readonly methodology: number | null;
}

@Injectable()
export class OrganizationStore {
  constructor(private readonly connections: Connections) {}

  async add(
    tx: Tx,
    organization: { slug: string; name: string },
    policy: Policy,
    scale: RatingScale,
  ): Promise<SubjectState> {
    try {
      const [row] = await tx.query<{ state: SubjectState }>(
        `insert into organization as o (organization_id, slug, name, policy_version, scale_code, scale_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning ${organizationState('o')} as state`,
        [tx.organization, organization.slug, organization.name, policy.version, scale.code, scale.version, tx.now],
      );
      await tx.query(`insert into public_address (slug, organization_id) values ($1, $2)`, [
        organization.slug,
        tx.organization,
      ]);
      await tx.query(`insert into policy (organization_id, version, content, created_at) values ($1, $2, $3, $4)`, [
        tx.organization,
        policy.version,
        JSON.stringify(policy),
        tx.now,
      ]);
      await tx.query(
        `insert into rating_scale (organization_id, code, version, content, created_at) values ($1, $2, $3, $4, $5)`,
        [tx.organization, scale.code, scale.version, JSON.stringify(scale), tx.now],
      );
      return (row as { state: SubjectState }).state;
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation))
        refuse('organization.exists', 'This organization exists already.');
      throw error;
    }
  }

  async exists(organization: string): Promise<boolean> {
    const rows = await this.connections.read(organization, `select 1 from organization where organization_id = $1`, [
      organization,
    ]);
    return rows.length > 0;
  }

  /** Whether there is any newsroom on this installation. */
  async any(): Promise<boolean> {
    return (await this.connections.acrossOrganizations(`select 1 from public_address limit 1`)).length > 0;
  }

  /** The newsroom of a public address. */
  async at(slug: string): Promise<string | undefined> {
    const [row] = await this.connections.acrossOrganizations<{ organization_id: string }>(
      `select organization_id from public_address where slug = $1`,
      [slug],
    );
    return row?.organization_id;
  }

  /** The policy and the scale in force now, and the version of the methodology if there is one. */
  async rules(tx: Tx): Promise<RulesInForce> {
    const [row] = await tx.query<RulesInForce>(
      `select p.content as policy, s.content as scale, o.methodology_version as methodology from organization o
         join policy p on p.organization_id = o.organization_id and p.version = o.policy_version
         join rating_scale s on s.organization_id = o.organization_id and s.code = o.scale_code and s.version = o.scale_version
        where o.organization_id = $1`,
      [tx.organization],
    );
    return row ?? refuse('not_found', 'There is no such organization.');
  }

  /** The policy as it stood in one version: what was pinned at submit. */
  async policyVersion(tx: Tx, version: number): Promise<Policy> {
    const [row] = await tx.query<{ content: Policy }>(
      `select content from policy where organization_id = $1 and version = $2`,
      [tx.organization, version],
    );
    return row?.content ?? refuse('not_found', `There is no policy version ${version}.`);
  }

  async get(organization: string): Promise<{ json: string; version: number } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number }>(
      organization,
      `select (${organizationState('o')}::jsonb || jsonb_build_object('policy', p.content, 'scale', s.content))::text as json, o.version from organization o
         join policy p on p.organization_id = o.organization_id and p.version = o.policy_version
         join rating_scale s on s.organization_id = o.organization_id and s.code = o.scale_code and s.version = o.scale_version
        where o.organization_id = $1`,
      [organization],
    );
    return row;
  }
}
