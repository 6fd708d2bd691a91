import { Injectable } from '@nestjs/common';
import { type PublishedCheck, type PublishedClaim, type PublishedOrganization, PublishedReads } from '#libs/outward';
import { refuse } from '#libs/kernel';

/** Finds what is asked for without a key, or says why there is nothing to be had. What is not public is not there. */
@Injectable()
export class PublicDoor {
  constructor(private readonly reads: PublishedReads) {}

  /** Errors: not_found. */
  async organization(slug: string): Promise<PublishedOrganization> {
    return (await this.reads.organization(slug)) ?? refuse('not_found', 'There is no newsroom at this address.');
  }

  /** Errors: not_found, page.suspended, page.retracted. */
  async check(organization: PublishedOrganization, slug: string): Promise<PublishedCheck> {
    const claim = await this.reads.claim(organization.id, slug);
    return standing(claim ?? refuse('not_found', 'There is no published check at this address.'));
  }

  /** The same by the claim's id, for those who have a key of the newsroom. */
  async checkById(organization: string, id: string): Promise<{ house: PublishedOrganization; claim: PublishedCheck }> {
    const [house, claim] = await Promise.all([
      this.reads.organizationById(organization),
      this.reads.claimById(organization, id),
    ]);
    if (!house || !claim) return refuse('not_found', `Nothing of a claim ${id} is published here.`);
    return { house, claim: standing(claim) };
  }
}

function standing(claim: PublishedClaim): PublishedCheck {
  switch (claim.state) {
    case 'published':
      return claim;
    case 'suspended':
      return refuse(
        'page.suspended',
        `This check has not been shown since ${day(claim.since)}, until an editor has decided about it.`,
        {
          facts: { since: claim.since },
        },
      );
    case 'retracted':
      return refuse('page.retracted', `This check was taken back on ${day(claim.since)}: ${claim.page.notice}`, {
        facts: { since: claim.since },
      });
  }
}

const day = (moment: string): string => moment.slice(0, 10);
