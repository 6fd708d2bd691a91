import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SetPublication } from '#libs/desk';
import type { Actor, JsonObject } from '#libs/kernel';
import { reviewForEmbedding } from '#libs/outward';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { sendClaim } from '../claims/claim-answers.js';
import { Origin } from '../public/called-as.js';
import { PublicDoor } from '../public/public-door.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { embeddableReview } from '../shapes/views/public.js';
import { PublicationBody } from './publications.dto.js';

/** How the CMS and the desk find together: the page of record one way, the JSON-LD for it the other. */
@ApiTags('claims')
@Controller('v1/claims')
export class PublicationsController {
  constructor(
    private readonly setPublication: SetPublication,
    private readonly door: PublicDoor,
  ) {}

  @Post(':id/publication')
  @HttpCode(200)
  @May('publication.set')
  @ApiOperation({
    operationId: 'setPublication',
    summary: 'Say where a check is published first (its page of record), or that it is here',
  })
  @AnswersState(claim)
  @IfMatch('optional')
  async publication(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() { url, cmsId }: PublicationBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = url === null ? null : { url, cmsId: cmsId ?? null };
    sendClaim(reply, actor, await this.setPublication.run(actor, id, page, expected));
  }

  @Get(':id/claim-review')
  @May('desk.read')
  @ApiOperation({
    operationId: 'getReviewForEmbedding',
    summary: 'The ClaimReview of a published claim, ready to be put into a page of your CMS, and what is wrong with it',
  })
  @AnswersState(embeddableReview)
  @Refuses('page.suspended', 'page.retracted')
  async claimReview(
    @Acting() actor: Actor,
    @Id() id: string,
    @Origin() origin: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { house, claim } = await this.door.checkById(actor.organization, id);
    sendState(reply, reviewForEmbedding(house, claim, origin) as unknown as JsonObject);
  }
}
