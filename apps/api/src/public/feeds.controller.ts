import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  atom,
  feedOfChecks,
  feedOfCorrections,
  jsonFeed,
  PublishedReads,
  sitemap,
  sitemapIndex,
  sitemapSize,
} from '#libs/outward';
import { refuse } from '#libs/kernel';
import { Open } from '../http/acting.js';
import { AnswersPublic, Refuses } from '../shapes/described.js';
import { jsonFeedSchema, xmlSchema } from '../shapes/views/public.js';
import { Origin } from './called-as.js';
import { SitemapQuery } from './feeds.dto.js';
import { sendPublic } from './public-answers.js';
import { PublicDoor } from './public-door.js';
import { PublicRates } from './public-rates.js';

// Readers ask often and miss little; everything is in the DataFeed.
const newest = 50;
const formats = {
  atom: { type: 'application/atom+xml', write: atom },
  json: { type: 'application/feed+json', write: jsonFeed },
} as const;

/** What is new, what was corrected, and where all of it stands. */
@ApiTags('public')
@UseGuards(PublicRates)
@Controller('p/:org')
export class FeedsController {
  constructor(
    private readonly door: PublicDoor,
    private readonly reads: PublishedReads,
  ) {}

  @Get('feed.atom')
  @Open()
  @ApiOperation({ operationId: 'getChecksAsAtom', summary: 'The newest checks, as Atom' })
  @AnswersPublic('The feed.', { 'application/atom+xml': xmlSchema })
  @Refuses('request.too_many')
  checksAsAtom(@Param('org') org: string, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    return this.checks(org, 'atom', origin, reply);
  }

  @Get('feed.json')
  @Open()
  @ApiOperation({ operationId: 'getChecksAsJsonFeed', summary: 'The newest checks, as JSON Feed' })
  @AnswersPublic('The feed.', { 'application/feed+json': jsonFeedSchema })
  @Refuses('request.too_many')
  checksAsJson(@Param('org') org: string, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    return this.checks(org, 'json', origin, reply);
  }

  @Get('corrections.atom')
  @Open()
  @ApiOperation({ operationId: 'getCorrectionsAsAtom', summary: 'The newest corrections and retractions, as Atom' })
  @AnswersPublic('The feed.', { 'application/atom+xml': xmlSchema })
  @Refuses('request.too_many')
  correctionsAsAtom(@Param('org') org: string, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    return this.corrections(org, 'atom', origin, reply);
  }

  @Get('corrections.json')
  @Open()
  @ApiOperation({
    operationId: 'getCorrectionsAsJsonFeed',
    summary: 'The newest corrections and retractions, as JSON Feed',
  })
  @AnswersPublic('The feed.', { 'application/feed+json': jsonFeedSchema })
  @Refuses('request.too_many')
  correctionsAsJson(@Param('org') org: string, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    return this.corrections(org, 'json', origin, reply);
  }

  @Get('sitemap.xml')
  @Open()
  @ApiOperation({
    operationId: 'getSitemap',
    summary: `The pages of this newsroom for search engines; an index of such files where there are more than ${sitemapSize}`,
  })
  @AnswersPublic('The sitemap.', { 'application/xml': xmlSchema })
  @Refuses('request.too_many')
  async sitemap(
    @Param('org') org: string,
    @Query() { page }: SitemapQuery,
    @Origin() origin: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const organization = await this.door.organization(org);
    const { changedAt } = await this.reads.stateOf(organization);
    const pages = page === undefined ? await this.reads.ownPages(organization.id) : sitemapSize + 1;
    if (pages > sitemapSize && page === undefined)
      return sendHashed(reply, changedAt, 'application/xml', sitemapIndex(organization, pages, origin));
    const listed = await this.reads.sitemapPages(organization.id, sitemapSize, ((page ?? 1) - 1) * sitemapSize);
    if (listed.length === 0 && page !== undefined) refuse('not_found', `There is no page ${page} of the sitemap.`);
    sendHashed(reply, changedAt, 'application/xml', sitemap(organization, listed, origin));
  }

  private async checks(org: string, format: keyof typeof formats, origin: string, reply: FastifyReply): Promise<void> {
    const organization = await this.door.organization(org);
    const { changedAt: updated } = await this.reads.stateOf(organization);
    const checks = await this.reads.checks(organization.id, newest);
    const { type, write } = formats[format];
    sendHashed(
      reply,
      updated,
      type,
      write(feedOfChecks(organization, checks, { path: `feed.${format}`, origin, updated })),
    );
  }

  private async corrections(
    org: string,
    format: keyof typeof formats,
    origin: string,
    reply: FastifyReply,
  ): Promise<void> {
    const organization = await this.door.organization(org);
    const { changedAt: updated } = await this.reads.stateOf(organization);
    const corrections = await this.reads.corrections(organization.id, newest);
    const { type, write } = formats[format];
    const place = { path: `corrections.${format}`, origin, updated };
    sendHashed(reply, updated, type, write(feedOfCorrections(organization, corrections, place)));
  }
}

/** What is small enough to be made each time has its own bytes for a tag. */
function sendHashed(reply: FastifyReply, changedAt: string, type: string, body: string): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`;
  sendPublic(reply, { etag, changedAt }, type, body);
}
