import { Injectable } from '@nestjs/common';
import { PublicConnections } from '#libs/database';
import { sha256Hex } from '#libs/kernel';
import type { SitemapPage } from '../feeds/sitemap.js';
import type { PublishedCheck, PublishedClaim, PublishedOrganization, PublishedVersion } from './published-claim.js';

/** A place in a list that is newest first: what comes behind it. */
export interface Behind {
  readonly publishedAt: string;
  readonly id: string;
}

/** A version that is a correction, with the claim it belongs to. */
export interface PublishedCorrection extends PublishedVersion {
  readonly claim: PublishedClaim;
}

// Search engines read 500 kB of a robots.txt.
const mostSitemaps = 1_000;

/** The row of a claim as whoever shows it gets it; `c` is `published_claim`. */
export const checkJson = `json_build_object('id', c.claim_id, 'slug', c.slug, 'state', c.state, 'language', c.language,
  'changedAt', instant(c.changed_at), 'digest', c.digest, 'version', c.version, 'pageOfRecord', c.page_of_record,
  'publishedAt', instant(c.published_at), 'modifiedAt', instant(c.modified_at), 'since', instant(c.modified_at), 'page', c.page)`;

const version = `json_build_object('version', v.number, 'publishedAt', instant(v.published_at), 'change', v.change,
  'major', v.major, 'note', v.note, 'page', v.page)`;

/**
 * Everything that is read without a key: by a role that can read the published tables and nothing else. What is asked for
 * and not public is not there; nothing here can tell whether it exists.
 */
@Injectable()
export class PublishedReads {
  constructor(private readonly connections: PublicConnections) {}

  /** The newsroom at `/p/{slug}`. */
  organization(slug: string): Promise<PublishedOrganization | undefined> {
    return this.house('slug = $1', slug);
  }

  organizationById(id: string): Promise<PublishedOrganization | undefined> {
    return this.house('organization_id = $1', id);
  }

  /** The claim at `/p/{organization}/claims/{slug}`: with its verdict, or as a notice. */
  async claim(organization: string, slug: string): Promise<PublishedClaim | undefined> {
    const [row] = await this.connections.read<{ claim: PublishedClaim }>(
      `select ${checkJson} as claim from published_claim c where c.organization_id = $1 and c.slug = $2`,
      [organization, slug],
    );
    return row?.claim;
  }

  /** The same by its id. */
  async claimById(organization: string, id: string): Promise<PublishedClaim | undefined> {
    const [row] = await this.connections.read<{ claim: PublishedClaim }>(
      `select ${checkJson} as claim from published_claim c where c.organization_id = $1 and c.claim_id = $2`,
      [organization, id],
    );
    return row?.claim;
  }

  /** One version as it stood. Not there while its claim is suspended, or once it was taken back. */
  async version(organization: string, claimId: string, number: number): Promise<PublishedVersion | undefined> {
    const [row] = await this.connections.read<{ version: PublishedVersion }>(
      `select ${version} as version from published_version v
        where v.organization_id = $1 and v.claim_id = $2 and v.number = $3`,
      [organization, claimId, number],
    );
    return row?.version;
  }

  /** What stands published, newest first; only what has a verdict to show. */
  async checks(organization: string, limit: number, behind?: Behind): Promise<PublishedCheck[]> {
    const rows = await this.connections.read<{ claim: PublishedCheck }>(
      behind
        ? `select ${checkJson} as claim from published_claim c where c.organization_id = $1 and c.state = 'published'
              and (c.published_at, c.claim_id) < ($3, $4) order by c.published_at desc, c.claim_id desc limit $2`
        : `select ${checkJson} as claim from published_claim c where c.organization_id = $1 and c.state = 'published'
            order by c.published_at desc, c.claim_id desc limit $2`,
      behind ? [organization, limit, behind.publishedAt, behind.id] : [organization, limit],
    );
    return rows.map((row) => row.claim);
  }

  /** Versions that changed what was published before, newest first: corrections, updates, retractions. */
  async corrections(organization: string, limit: number): Promise<PublishedCorrection[]> {
    const rows = await this.connections.read<{ version: PublishedVersion; claim: PublishedClaim }>(
      `select ${version} as version, ${checkJson} as claim from published_version v
         join published_claim c on c.organization_id = v.organization_id and c.claim_id = v.claim_id
        where v.organization_id = $1 and v.change <> 'first'
        order by v.published_at desc, v.claim_id desc, v.number desc limit $2`,
      [organization, limit],
    );
    return rows.map((row) => ({ ...row.version, claim: row.claim }));
  }

  /** Where the sitemaps of the newsrooms are that have their pages at `origin`, as many as a robots.txt may name. */
  async sitemaps(origin: string): Promise<string[]> {
    const rows = await this.connections.read<{ slug: string }>(
      `select slug from published_organization where base_url is null or base_url = $1 order by slug limit ${mostSitemaps}`,
      [origin],
    );
    return rows.map(({ slug }) => `${origin}/p/${slug}/sitemap.xml`);
  }

  /** How many pages of ours are the page of record. */
  async ownPages(organization: string): Promise<number> {
    const [row] = await this.connections.read<{ count: string }>(
      `select count(*) as count from published_claim where organization_id = $1 and state = 'published' and page_of_record is null`,
      [organization],
    );
    return Number(row?.count ?? 0);
  }

  /** These pages, the oldest first: one that is added changes the last file of a sitemap alone. */
  sitemapPages(organization: string, limit: number, offset: number): Promise<SitemapPage[]> {
    return this.connections.read<SitemapPage & { slug: string }>(
      `select slug, instant(modified_at) as "modifiedAt" from published_claim
        where organization_id = $1 and state = 'published' and page_of_record is null
        order by published_at, claim_id limit $2 offset $3`,
      [organization, limit, offset],
    );
  }

  /**
   * When anything public of this newsroom last changed, and what tells this state of everything from another: it differs
   * when any published claim does, and not when something happens that nobody may see.
   */
  async stateOf(organization: PublishedOrganization): Promise<{ changedAt: string; fingerprint: string }> {
    const [row] = await this.connections.read<{ at: string | null; print: string }>(
      `select instant(max(changed_at)) as at, count(*) || '-' || coalesce(sum(hashtextextended(digest, 0)), 0) as print
         from published_claim where organization_id = $1`,
      [organization.id],
    );
    const at = row?.at ?? '';
    const changedAt = at > organization.changedAt ? at : organization.changedAt;
    return { changedAt, fingerprint: sha256Hex(`${row?.print} ${organization.changedAt}`).slice(0, 32) };
  }

  private async house(where: string, value: string): Promise<PublishedOrganization | undefined> {
    const [row] = await this.connections.read<{ organization: PublishedOrganization }>(
      `select json_build_object('id', organization_id, 'slug', slug, 'name', name, 'siteName', coalesce(site_name, name),
                'baseUrl', base_url, 'changedAt', instant(changed_at), 'scale', page -> 'scale', 'scales', page -> 'scales',
                'methodology', page -> 'methodology') as organization
         from published_organization where ${where}`,
      [value],
    );
    return row?.organization;
  }
}
