import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HoldClaim, ReleaseClaim, RestoreClaim, SuspendClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { ReasonBody } from '../verdicts/verdicts.dto.js';
import { sendClaim } from './claim-answers.js';
import { HoldClaimBody } from './claim-steps.dto.js';

/** What stops a claim for a while. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimStopsController {
  constructor(
    private readonly holdClaim: HoldClaim,
    private readonly releaseClaim: ReleaseClaim,
    private readonly suspendClaim: SuspendClaim,
    private readonly restoreClaim: RestoreClaim,
  ) {}

  @Post(':id/hold')
  @HttpCode(200)
  @May('claim.hold')
  @ApiOperation({
    operationId: 'holdClaim',
    summary: 'Stop a claim for a legal or security reason: it is not published, merged or withdrawn',
  })
  @AnswersState(claim)
  @Refuses('claim.held', 'access.person_needed')
  @IfMatch('optional')
  async hold(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: HoldClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.holdClaim.run(actor, id, body, expected));
  }

  @Post(':id/release')
  @HttpCode(200)
  @May('claim.release')
  @ApiOperation({ operationId: 'releaseClaim', summary: 'Let a claim that somebody else put on hold go on' })
  @AnswersState(claim)
  @Refuses('claim.not_held', 'claim.hold_second_person', 'access.person_needed')
  @IfMatch('optional')
  async release(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.releaseClaim.run(actor, id, body, expected));
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @May('claim.suspend')
  @ApiOperation({
    operationId: 'suspendClaim',
    summary: 'Take what is published from readers at once; a dated notice stands there',
  })
  @AnswersState(claim)
  @Refuses('claim.wrong_state')
  @IfMatch('optional')
  async suspend(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.suspendClaim.run(actor, id, body, expected));
  }

  @Post(':id/restore')
  @HttpCode(200)
  @May('claim.restore')
  @ApiOperation({ operationId: 'restoreClaim', summary: 'Show again what was suspended' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.held')
  @IfMatch('optional')
  async restore(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.restoreClaim.run(actor, id, body, expected));
  }
}
