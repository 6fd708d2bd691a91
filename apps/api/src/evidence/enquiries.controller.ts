import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswerEnquiry, ClaimReads, EnquiryStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { claimOf } from '../claims/claim-of.js';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPageOf, sendState } from '../http/answers.js';
import { Expected, Id, pageOf } from '../http/inputs.js';
import { AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { answeredEnquiry, enquiry } from '../shapes/views/evidence.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswerEnquiryBody } from './enquiries.dto.js';

/** The right of reply after it was asked for. */
@ApiTags('evidence')
@Controller('v1')
export class EnquiriesController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly enquiries: EnquiryStore,
    private readonly answer: AnswerEnquiry,
  ) {}

  @Get('claims/:id/enquiries')
  @May('desk.read')
  @ApiOperation({ operationId: 'listEnquiries', summary: 'Whom the desk asked about a claim, newest first' })
  @AnswersPage(enquiry)
  async list(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = { enquiries: id };
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf(query, list);
    const rows = await this.enquiries.listOfClaim(actor.organization, id, read);
    await sendPageOf(claimOf(this.claims, actor, id), reply, rows, shown, list);
  }

  @Get('enquiries/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getEnquiry', summary: 'One enquiry' })
  @AnswersOne(enquiry)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.enquiries.get(actor.organization, id), `There is no enquiry ${id} here.`);
  }

  @Post('enquiries/:id/answer')
  @HttpCode(200)
  @May('enquiry.record')
  @ApiOperation({
    operationId: 'answerEnquiry',
    summary: 'Put a late answer down; on a published claim it asks for an update',
  })
  @AnswersState(answeredEnquiry)
  @IfMatch('optional')
  @Refuses('enquiry.nobody_asked', 'enquiry.answered_already')
  async answered(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: AnswerEnquiryBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.answer.run(actor, id, body, expected));
  }
}
