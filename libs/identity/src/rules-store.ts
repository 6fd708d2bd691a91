import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { Policy } from '#libs/factcheck';
import { newId, refuse, type SubjectState } from '#libs/kernel';
import { OrganizationStore, organizationState } from './organization-store.js';

export const proposalState = (
  p: string,
): string => `json_build_object('id', ${p}.id, 'content', ${p}.content, 'weakens', ${p}.weakens,
  'basedOn', ${p}.base_version, 'proposedBy', ${p}.proposed_by, 'policy', ${p}.policy_version, 'confirmedBy', ${p}.confirmed_by,
  'version', ${p}.version, 'createdAt', instant(${p}.created_at), 'decidedAt', instant(${p}.decided_at))`;

/** What is not given stays as it is; null takes it away. */
export interface OrganizationChange {
  readonly name?: string;
  readonly siteName?: string | null;
  readonly baseUrl?: string | null;
}

/** What a policy says, without the number it gets when it comes into force. */
export type PolicyContent = Omit<Policy, 'version'>;

export type Proposal = SubjectState & {
  readonly content: PolicyContent;
  readonly weakens: readonly string[];
  readonly basedOn: number;
  readonly proposedBy: string;
  readonly policy: number | null;
};

/** The rules of an organization change under its own row's lock: one version after the other. */
@Injectable()
export class RulesStore {
  constructor(private readonly organizations: OrganizationStore) {}

  /** The policy in force, while nobody else can change it. */
  async lockPolicy(tx: Tx): Promise<Policy> {
    await this.lock(tx);
    return (await this.organizations.rules(tx)).policy;
  }

  async lock(tx: Tx, expected?: number): Promise<void> {
    const [row] = await tx.query<{ version: number }>(
      `select version from organization where organization_id = $1 for update`,
      [tx.organization],
    );
    if (!row) return refuse('not_found', 'There is no such organization.');
    if (expected !== undefined && row.version !== expected)
      refuse('request.stale', `The newsroom is at version ${row.version} by now. Read it again.`);
  }

  /** How it is called, and where its public pages are found. */
  async rename(tx: Tx, change: OrganizationChange): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `update organization o set name = coalesce($2, name), site_name = case when $3 then $4 else site_name end,
         base_url = case when $5 then $6 else base_url end, version = version + 1
       where organization_id = $1 returning ${organizationState('o')} as state`,
      [
        tx.organization,
        change.name ?? null,
        change.siteName !== undefined,
        change.siteName ?? null,
        change.baseUrl !== undefined,
        change.baseUrl ?? null,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  /** A new version, in force from now on: for what is submitted later. */
  async enact(
    tx: Tx,
    content: PolicyContent,
    version: number,
  ): Promise<{ policy: SubjectState; organization: SubjectState }> {
    await tx.query(`insert into policy (organization_id, version, content, created_at) values ($1, $2, $3, $4)`, [
      tx.organization,
      version,
      JSON.stringify({ ...content, version }),
      tx.now,
    ]);
    const organization = await this.point(tx, { policy: version });
    // One policy an organization, so it goes by the organization's id; its versions are its own.
    const policy = { id: tx.organization, content: { ...content, version }, version, createdAt: tx.now };
    return { policy: policy as unknown as SubjectState, organization };
  }

  /** Which versions are in force. */
  async point(
    tx: Tx,
    to: {
      readonly policy?: number;
      readonly scale?: { readonly code: string; readonly version: number };
      readonly methodology?: number;
    },
  ): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `update organization o set policy_version = coalesce($2, policy_version), scale_code = coalesce($3, scale_code),
         scale_version = coalesce($4, scale_version), methodology_version = coalesce($5, methodology_version),
         version = version + 1
       where organization_id = $1 returning ${organizationState('o')} as state`,
      [tx.organization, to.policy ?? null, to.scale?.code ?? null, to.scale?.version ?? null, to.methodology ?? null],
    );
    return (row as { state: SubjectState }).state;
  }

  async propose(
    tx: Tx,
    proposal: { readonly content: PolicyContent; readonly weakens: readonly string[]; readonly basedOn: number },
    member: string,
  ): Promise<Proposal> {
    const [row] = await tx.query<{ state: Proposal }>(
      `insert into policy_proposal as p (organization_id, id, base_version, content, weakens, proposed_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${proposalState('p')} as state`,
      [tx.organization, newId(), proposal.basedOn, JSON.stringify(proposal.content), proposal.weakens, member, tx.now],
    );
    return (row as { state: Proposal }).state;
  }

  async lockProposal(tx: Tx, id: string): Promise<Proposal> {
    const [row] = await tx.query<{ state: Proposal }>(
      `select ${proposalState('p')} as state from policy_proposal p where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    return row?.state ?? refuse('not_found', `There is no proposal ${id} here.`);
  }

  async confirm(tx: Tx, proposal: Proposal, policy: number, member: string): Promise<Proposal> {
    const [row] = await tx.query<{ state: Proposal }>(
      `update policy_proposal p set policy_version = $3, confirmed_by = $4, decided_at = $5, version = version + 1
        where organization_id = $1 and id = $2 and policy_version is null returning ${proposalState('p')} as state`,
      [tx.organization, proposal.id, policy, member, tx.now],
    );
    return row?.state ?? refuse('policy.proposal_stale', 'This proposal has just been confirmed.');
  }
}
