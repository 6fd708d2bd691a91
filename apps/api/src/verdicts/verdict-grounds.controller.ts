import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimReads, DeclareInterest, DraftRetraction, PrecedentReads } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendPage, sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersMade, AnswersPage, AnswersState, Refuses } from '../shapes/described.js';
import { interest, precedent, verdict } from '../shapes/views/verdicts.js';
import { DraftRetractionBody, interestInput, InterestsBody } from './verdicts.dto.js';

/** What stands on the claim before a verdict: interests, precedents; and the draft that takes one back. */
@ApiTags('verdicts')
@Controller('v1/claims')
export class VerdictGroundsController {
  constructor(
    private readonly declareInterest: DeclareInterest,
    private readonly draftRetraction: DraftRetraction,
    private readonly precedents: PrecedentReads,
    private readonly claims: ClaimReads,
  ) {}

  @Post(':id/interests')
  @HttpCode(200)
  @May('interest.declare')
  @ApiOperation({
    operationId: 'declareInterest',
    summary: 'Declare that you have no interest in this claim, or which one',
  })
  @Refuses('interests.standing')
  @AnswersState(interest)
  async interest(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: InterestsBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests } = interestInput(body);
    sendState(reply, await this.declareInterest.run(actor, id, interests ?? { declared: 'none' }));
  }

  @Post(':id/retractions')
  @May('verdict.draftRetraction')
  @ApiOperation({
    operationId: 'draftRetraction',
    summary: 'Draft the notice that takes back what is published; balloted like any verdict',
  })
  @AnswersMade(verdict)
  @Refuses('claim.wrong_state', 'claim.not_assignee', 'verdict.open_already', 'citation.not_on_claim')
  async retraction(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: DraftRetractionBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const verdict = await this.draftRetraction.run(actor, id, body);
    sendState(reply, verdict, `/v1/verdicts/${verdict.id}`);
  }

  @Get(':id/precedents')
  @May('desk.read')
  @ApiOperation({
    operationId: 'listPrecedents',
    summary: 'What was rated before on linked claims, the same claimants, or similar statements',
  })
  @AnswersPage(precedent)
  async list(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.claims.get(actor, id))) refuse('not_found', `There is no claim ${id} here.`);
    const rows = await this.precedents.ofClaim(actor.organization, id);
    sendPage(reply, rows, { limit: rows.length || 1 }, { organization: actor.organization, filter: 'precedents' });
  }
}
