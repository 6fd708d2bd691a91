import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type ClaimFilter, ClaimReads, EditClaim, LinkClaims, SubmitClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { ExpectedRequired, Id, pageOf } from '../http/inputs.js';
import { claimInput } from './claim-input.js';
import { ClaimListQuery, ClaimQuery, EditClaimBody, LinkClaimBody, SubmitClaimBody } from './claims.dto.js';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('v1/claims')
export class ClaimsController {
  constructor(
    private readonly submit: SubmitClaim,
    private readonly edit: EditClaim,
    private readonly link: LinkClaims,
    private readonly claims: ClaimReads,
  ) {}

  @Post()
  @May('claim.submit')
  @ApiOperation({ summary: 'Submit a claim; an anchored quote must stand in the article' })
  async post(@Acting() actor: Actor, @Body() body: SubmitClaimBody, @Res() reply: FastifyReply): Promise<void> {
    const claim = await this.submit.run(actor, claimInput(body));
    sendState(reply, claim, `/v1/claims/${claim.id}`);
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ summary: 'The claims, newest first' })
  async list(@Acting() actor: Actor, @Query() query: ClaimListQuery, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, ...rest } = query;
    const filter: ClaimFilter = rest;
    const { shown, read } = pageOf({ limit, cursor }, filter);
    sendPage(reply, await this.claims.list(actor.organization, filter, read), shown, filter);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ summary: 'One claim, with what include names' })
  async get(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: ClaimQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const parts = query.include ?? [];
    sendOne(
      reply,
      await this.claims.get(actor.organization, id, parts),
      `There is no claim ${id} here.`,
      parts.length > 0,
    );
  }

  @Patch(':id')
  @May('claim.edit')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the version you saw.' })
  @ApiOperation({ summary: 'Change priority, due date, or what is still missing' })
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Body() body: EditClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.edit.run(actor, id, body, expected));
  }

  @Post(':id/links')
  @May('claim.link')
  @ApiOperation({ summary: 'Say how this claim stands to another' })
  async links(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: LinkClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.link.run(actor, id, body), `/v1/claims/${id}?include=links`);
  }
}
