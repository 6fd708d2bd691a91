import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AcceptClaim, AssignClaim, DeclineClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { AcceptClaimBody, AssignClaimBody, DeclineClaimBody } from './claim-steps.dto.js';

/** The steps of a claim's workflow. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimStepsController {
  constructor(
    private readonly acceptClaim: AcceptClaim,
    private readonly declineClaim: DeclineClaim,
    private readonly assignClaim: AssignClaim,
  ) {}

  @Post(':id/accept')
  @HttpCode(200)
  @May('claim.accept')
  @ApiOperation({ operationId: 'acceptClaim', summary: 'Take a submitted claim up' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state')
  @IfMatch('optional')
  async accept(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AcceptClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.acceptClaim.run(actor, id, body, expected));
  }

  @Post(':id/decline')
  @HttpCode(200)
  @May('claim.decline')
  @ApiOperation({ operationId: 'declineClaim', summary: 'Do not take a submitted claim up, for a reason' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.reason_needed')
  @IfMatch('optional')
  async decline(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: DeclineClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.declineClaim.run(actor, id, body, expected));
  }

  @Post(':id/assign')
  @HttpCode(200)
  @May('claim.assign')
  @ApiOperation({ operationId: 'assignClaim', summary: 'Give a claim to a researcher, or to another one' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.assignee_not_researcher')
  @IfMatch('optional')
  async assign(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AssignClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.assignClaim.run(actor, id, body, expected));
  }
}
