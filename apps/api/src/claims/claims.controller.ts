import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AsOf, type ClaimFilter, ClaimReads, EditClaim, LinkClaims, SubmitClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { notThen, PastReader } from '../history/past-reader.js';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { ExpectedRequired, Id, pageOf } from '../http/inputs.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim, claimLink, claimWithParts, submittedClaim } from '../shapes/views/claims.js';
import { sendClaim } from './claim-answers.js';
import { claimInput, quantityInput } from './claim-input.js';
import { ClaimListQuery, ClaimQuery, EditClaimBody, LinkClaimBody, SubmitClaimBody } from './claims.dto.js';

@ApiTags('claims')
@Controller('v1/claims')
export class ClaimsController {
  constructor(
    private readonly submit: SubmitClaim,
    private readonly edit: EditClaim,
    private readonly link: LinkClaims,
    private readonly claims: ClaimReads,
    private readonly past: PastReader,
    private readonly asOf: AsOf,
  ) {}

  @Post()
  @May('claim.submit')
  @ApiOperation({ operationId: 'submitClaim', summary: 'Submit a claim; an anchored quote must stand in the article' })
  @AnswersMade(submittedClaim)
  @Refuses('not_found', 'claim.quantity_invalid', 'quote.not_found', 'quote.ambiguous')
  async post(@Acting() actor: Actor, @Body() body: SubmitClaimBody, @Res() reply: FastifyReply): Promise<void> {
    const claim = await this.submit.run(actor, claimInput(body));
    sendState(reply, claim, `/v1/claims/${claim.id}`);
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ operationId: 'listClaims', summary: 'The claims, newest first' })
  @AnswersPage(claim)
  async list(@Acting() actor: Actor, @Query() query: ClaimListQuery, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, ...rest } = query;
    const filter: ClaimFilter = rest;
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf({ limit, cursor }, list);
    sendPage(reply, await this.claims.list(actor, filter, read), shown, list);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getClaim', summary: 'One claim, with what include names; now, or as it was' })
  @AnswersOne(claimWithParts)
  async get(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: ClaimQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const parts = query.include ?? [];
    const at = await this.past.at(actor, query);
    if (at) return sendOne(reply, await this.asOf.claim(actor, at, id, parts), notThen(`claim ${id}`, at), true);
    sendOne(reply, await this.claims.get(actor, id, parts), `There is no claim ${id} here.`, parts.length > 0);
  }

  @Patch(':id')
  @May('claim.edit')
  @ApiOperation({
    operationId: 'editClaim',
    summary: 'Change priority, due date, what is missing; and the words, until a verdict is submitted on them',
  })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.wording_frozen', 'claim.quantity_invalid', 'access.person_needed')
  @IfMatch('required')
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Body() body: EditClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { quantity, ...rest } = body;
    const change = quantity === undefined ? rest : { ...rest, quantity: quantity && quantityInput(quantity) };
    sendClaim(reply, actor, await this.edit.run(actor, id, change, expected));
  }

  @Post(':id/links')
  @May('claim.link')
  @ApiOperation({ operationId: 'linkClaim', summary: 'Say how this claim stands to another' })
  @AnswersMade(claimLink)
  @Refuses('claim.linked_already')
  async links(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: LinkClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.link.run(actor, id, body), `/v1/claims/${id}?include=links`);
  }
}
