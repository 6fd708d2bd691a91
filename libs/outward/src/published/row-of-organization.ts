import type { RatingScale } from '#libs/factcheck';
import { partOf, publicPart, type State, textOf } from './public-part.js';

/** What stands in `published_organization`. */
export interface OrganizationRow {
  readonly slug: string;
  readonly name: string;
  readonly siteName: string | null;
  readonly baseUrl: string | null;
  readonly changedAt: string;
  readonly page: OrganizationPage;
}

export interface OrganizationPage {
  readonly scale: RatingScale;
  readonly scales: readonly RatingScale[];
  readonly methodology: { readonly version: number } | null;
}

/** `state` is the organization as the log tells it; `scales` every version it keeps. */
export function rowOfOrganization(state: State, scales: readonly RatingScale[], changedAt: string): OrganizationRow {
  const organization = publicPart('organization', state);
  const inForce = partOf(organization, 'scale');
  const scale = scales.find(({ code, version }) => code === inForce?.code && version === inForce?.version);
  if (!scale) throw new Error(`the scale in force of organization ${String(organization.id)} is not kept`);
  const { methodologyVersion: methodology } = organization;
  return {
    slug: organization.slug as string,
    name: organization.name as string,
    siteName: textOf(organization, 'siteName'),
    baseUrl: textOf(organization, 'baseUrl'),
    changedAt,
    page: { scale, scales, methodology: typeof methodology === 'number' ? { version: methodology } : null },
  };
}
