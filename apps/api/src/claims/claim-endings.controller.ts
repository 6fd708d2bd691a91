import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DropClaim, ReopenClaim, WithdrawClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { ReasonBody } from '../verdicts/verdicts.dto.js';
import { sendClaim } from './claim-answers.js';
import { DeclineClaimBody } from './claim-steps.dto.js';

/** How a claim ends without a verdict, and is taken up again. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimEndingsController {
  constructor(
    private readonly withdrawClaim: WithdrawClaim,
    private readonly dropClaim: DropClaim,
    private readonly reopenClaim: ReopenClaim,
  ) {}

  @Post(':id/withdraw')
  @HttpCode(200)
  @May('claim.withdraw')
  @ApiOperation({
    operationId: 'withdrawClaim',
    summary: 'Take a claim back: its submitter while it is submitted, an editor until it is published',
  })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.not_submitter', 'claim.held')
  @IfMatch('optional')
  async withdraw(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.withdrawClaim.run(actor, id, body, expected));
  }

  @Post(':id/drop')
  @HttpCode(200)
  @May('claim.drop')
  @ApiOperation({ operationId: 'dropClaim', summary: 'End the checking of a claim without a verdict, for a reason' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.reason_needed')
  @IfMatch('optional')
  async drop(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: DeclineClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.dropClaim.run(actor, id, body, expected));
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @May('claim.reopen')
  @ApiOperation({
    operationId: 'reopenClaim',
    summary: 'Take up again what was declined, withdrawn, merged or retracted',
  })
  @AnswersState(claim)
  @Refuses('claim.wrong_state')
  @IfMatch('optional')
  async reopen(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.reopenClaim.run(actor, id, body, expected));
  }
}
