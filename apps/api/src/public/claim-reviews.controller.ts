import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimReviewFeed, claimReviewOf, PublishedReads } from '#libs/outward';
import { Open } from '../http/acting.js';
import { AnswersPublic, Refuses } from '../shapes/described.js';
import { claimReviewSchema, dataFeedSchema } from '../shapes/views/public.js';
import { Origin } from './called-as.js';
import { hasIt, sendPublic } from './public-answers.js';
import { PublicDoor } from './public-door.js';
import { PublicRates } from './public-rates.js';

const jsonLd = 'application/ld+json';

/** Published checks as machines read them: schema.org ClaimReview, one by one and all of them. */
@ApiTags('public')
@UseGuards(PublicRates)
@Controller('p/:org')
export class ClaimReviewsController {
  constructor(
    private readonly door: PublicDoor,
    private readonly reads: PublishedReads,
    private readonly feed: ClaimReviewFeed,
  ) {}

  @Get('claims/:slug/claim-review')
  @Open()
  @ApiOperation({ operationId: 'getClaimReview', summary: 'A published check as ClaimReview (JSON-LD)' })
  @AnswersPublic('The ClaimReview. Its url is the page of record.', { [jsonLd]: claimReviewSchema })
  @Refuses('request.too_many', 'page.suspended', 'page.retracted')
  async one(
    @Param('org') org: string,
    @Param('slug') slug: string,
    @Origin() origin: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const organization = await this.door.organization(org);
    const claim = await this.door.check(organization, slug);
    const changedAt = later(claim.changedAt, organization.changedAt);
    const state = { etag: `W/"${claim.digest.slice(0, 32)}-${Date.parse(organization.changedAt)}"`, changedAt };
    sendPublic(reply, state, jsonLd, JSON.stringify(claimReviewOf(organization, claim, origin)));
  }

  @Get('claim-reviews')
  @Open()
  @ApiOperation({
    operationId: 'getClaimReviews',
    summary: 'Everything that stands published as one DataFeed of ClaimReviews, newest first',
  })
  @AnswersPublic('The DataFeed, streamed.', { [jsonLd]: dataFeedSchema })
  @Refuses('request.too_many')
  async all(@Param('org') org: string, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    const organization = await this.door.organization(org);
    const { changedAt, fingerprint } = await this.reads.stateOf(organization);
    if (hasIt(reply, { etag: `W/"${fingerprint}"`, changedAt })) return;
    void reply
      .header('content-type', `${jsonLd}; charset=utf-8`)
      .send(await this.feed.stream(organization, changedAt, origin));
  }
}

const later = (one: string, other: string): string => (one > other ? one : other);
