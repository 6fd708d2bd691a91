import { Injectable } from '@nestjs/common';
import { claimReviewOf } from '../claim-review/claim-review.js';
import type { PublishedClaim, PublishedOrganization } from '../published/published-claim.js';
import { PublishedReads } from '../published/published-reads.js';
import { claimPage, versionPage } from './claim/claim-page.js';
import { retractedPage, suspendedPage } from './claim/notices.js';
import { correctionsPage } from './corrections-page.js';
import { claimantPage, erasedPage, indexPage, type ListedPage, topicPage } from './lists.js';
import { methodologyPage } from './methodology-page.js';
import { notSelectedPage } from './not-selected-page.js';
import { type ListOf, type ListedRow, PageReads } from './page-reads.js';
import { type Place, placeOf, placeText } from './place.js';
import { scalesPage } from './scales-page.js';
import { siteOf } from './site.js';

/** A page as it stands now. */
export interface PublicPage {
  readonly html: string;
  /** RFC 3339: when what it shows last changed; null where no single event tells. */
  readonly changedAt: string | null;
  /** What stood here was erased: the page says so, and nothing else. */
  readonly gone?: true;
}

const perPage = 20;

/** Every page that readers see. undefined: there is nothing at this address, and nothing tells why. */
@Injectable()
export class PublicPages {
  constructor(
    private readonly published: PublishedReads,
    private readonly reads: PageReads,
  ) {}

  async index(slug: string, after?: string): Promise<PublicPage | undefined> {
    return this.listed(slug, {}, after, (site, _, list) => indexPage(site, list));
  }

  async topic(slug: string, code: string, after?: string): Promise<PublicPage | undefined> {
    return this.listed(slug, { topic: code }, after, (site, [first], list) => {
      const topic = first?.topics.find((one) => one.code === code);
      return topic && topicPage(site, topic, list);
    });
  }

  async claimant(slug: string, id: string, after?: string): Promise<PublicPage | undefined> {
    return this.listed(slug, { claimant: id }, after, (site, rows, list) => {
      const shown = rows.flatMap(({ sayers }) => sayers).filter((one) => one.id === id);
      const name = shown.find((one) => one.name !== null)?.name;
      if (name) return claimantPage(site, { id, name }, list);
      return shown.length > 0 ? { html: erasedPage(site), changedAt: null, gone: true } : undefined;
    });
  }

  /** `origin`: how we were called, for a newsroom that has not said where its pages are found. */
  async claim(slug: string, claimSlug: string, origin: string): Promise<PublicPage | undefined> {
    const found = await this.find(slug, claimSlug);
    if (!found) return undefined;
    const { organization, claim } = found;
    const site = siteOf(organization);
    const html =
      claim.state === 'published'
        ? claimPage(site, claim, claimReviewOf(organization, claim, origin))
        : noticeOf(organization, claim);
    return { html, changedAt: later(organization.changedAt, claim.changedAt) };
  }

  /** What was taken down or back answers with its notice, whichever version is asked for. */
  async version(slug: string, claimSlug: string, number: string): Promise<PublicPage | undefined> {
    const found = await this.find(slug, claimSlug);
    if (!found || !/^[1-9]\d{0,5}$/u.test(number)) return undefined;
    const { organization, claim } = found;
    const changedAt = later(organization.changedAt, claim.changedAt);
    if (claim.state !== 'published') return { html: noticeOf(organization, claim), changedAt };
    const version = await this.published.version(organization.id, claim.id, Number(number));
    return version && { html: versionPage(siteOf(organization), claim, version), changedAt };
  }

  async methodology(slug: string, version?: string): Promise<PublicPage | undefined> {
    const organization = await this.published.organization(slug);
    if (!organization || (version !== undefined && !/^[1-9]\d{0,5}$/u.test(version))) return undefined;
    const wanted = version === undefined ? undefined : Number(version);
    const { shown, newest } = await this.reads.methodology(organization.id, wanted);
    if (version !== undefined && !shown) return undefined;
    return { html: methodologyPage(siteOf(organization), shown, newest), changedAt: organization.changedAt };
  }

  async scales(slug: string): Promise<PublicPage | undefined> {
    const organization = await this.published.organization(slug);
    if (!organization) return undefined;
    const html = scalesPage(siteOf(organization), organization.scale, organization.scales);
    return { html, changedAt: organization.changedAt };
  }

  async corrections(slug: string, after?: string): Promise<PublicPage | undefined> {
    const organization = await this.published.organization(slug);
    const behind = placeIn(after);
    if (!organization || behind === 'nowhere') return undefined;
    const rows = await this.reads.corrections(organization.id, perPage + 1, behind);
    const list = { corrections: rows.slice(0, perPage), next: nextOf(rows), after: after ?? null };
    return {
      html: correctionsPage(siteOf(organization), list),
      changedAt: await this.changedAt(organization),
    };
  }

  async notSelected(slug: string): Promise<PublicPage | undefined> {
    const organization = await this.published.organization(slug);
    if (!organization) return undefined;
    const counts = await this.reads.notSelected(organization.id);
    return { html: notSelectedPage(siteOf(organization), counts), changedAt: null };
  }

  private async changedAt(organization: PublishedOrganization): Promise<string> {
    return later(organization.changedAt, (await this.reads.changedAt(organization.id)) ?? '');
  }

  private async find(
    slug: string,
    claimSlug: string,
  ): Promise<{ organization: PublishedOrganization; claim: PublishedClaim } | undefined> {
    const organization = await this.published.organization(slug);
    const claim = organization && (await this.published.claim(organization.id, claimSlug));
    return claim && { organization, claim };
  }

  private async listed(
    slug: string,
    of: ListOf,
    after: string | undefined,
    show: (
      site: ReturnType<typeof siteOf>,
      rows: readonly ListedRow[],
      list: ListedPage,
    ) => string | PublicPage | undefined,
  ): Promise<PublicPage | undefined> {
    const organization = await this.published.organization(slug);
    const behind = placeIn(after);
    if (!organization || behind === 'nowhere') return undefined;
    const rows = await this.reads.list(organization.id, of, perPage + 1, behind);
    const list = { claims: rows.slice(0, perPage), next: nextOf(rows), after: after ?? null };
    const html = show(siteOf(organization), rows, list);
    return typeof html === 'string' ? { html, changedAt: await this.changedAt(organization) } : html;
  }
}

const noticeOf = (
  organization: PublishedOrganization,
  claim: Exclude<PublishedClaim, { state: 'published' }>,
): string =>
  claim.state === 'suspended' ? suspendedPage(siteOf(organization), claim) : retractedPage(siteOf(organization), claim);

const placeIn = (after: string | undefined): Place | 'nowhere' | undefined =>
  after === undefined ? undefined : (placeOf(after) ?? 'nowhere');

const nextOf = (rows: readonly { readonly place: Place }[]): string | null => {
  const last = rows[perPage - 1];
  return rows.length > perPage && last ? placeText(last.place) : null;
};

const later = (one: string, other: string): string => (one > other ? one : other);
