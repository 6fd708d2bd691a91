import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ObjectToVerdict, ScheduleVerdict, UnscheduleVerdict, WithdrawBallot } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { ballot, verdict } from '../shapes/views/verdicts.js';
import { interestInput, ReasonBody, ScheduleVerdictBody } from './verdicts.dto.js';

/** Between the ballots and publication. */
@ApiTags('verdicts')
@Controller('v1/verdicts')
export class VerdictReleaseController {
  constructor(
    private readonly withdrawBallot: WithdrawBallot,
    private readonly objectToVerdict: ObjectToVerdict,
    private readonly scheduleVerdict: ScheduleVerdict,
    private readonly unscheduleVerdict: UnscheduleVerdict,
  ) {}

  @Post(':id/ballots/withdraw')
  @HttpCode(200)
  @May('ballot.withdraw')
  @ApiOperation({ operationId: 'withdrawBallot', summary: 'Take your own ballot back while the quorum is open' })
  @AnswersState(ballot)
  @Refuses('verdict.wrong_state', 'ballot.none_standing', 'ballot.recusal_stands')
  async withdraw(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.withdrawBallot.run(actor, id));
  }

  @Post(':id/object')
  @HttpCode(200)
  @May('verdict.object')
  @ApiOperation({
    operationId: 'objectToVerdict',
    summary: 'Send an approved or scheduled verdict back to review, for a reason; every ballot void',
  })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state')
  @IfMatch('optional')
  async object(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.objectToVerdict.run(actor, id, body, expected));
  }

  @Post(':id/schedule')
  @HttpCode(200)
  @May('verdict.schedule')
  @ApiOperation({
    operationId: 'scheduleVerdict',
    summary: 'Set the time at which an approved verdict goes out; the rules are checked again then',
  })
  @AnswersState(verdict)
  @Refuses(
    'verdict.wrong_state',
    'claim.wrong_state',
    'verdict.time_has_passed',
    'verdict.author_cannot_publish',
    'verdict.quorum_missing',
    'interests.undeclared',
    'interests.standing',
    'interests.conflict',
  )
  @IfMatch('optional')
  async schedule(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ScheduleVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { at, interests } = body;
    sendState(reply, await this.scheduleVerdict.run(actor, id, { at, ...interestInput(interests) }, expected));
  }

  @Post(':id/unschedule')
  @HttpCode(200)
  @May('verdict.unschedule')
  @ApiOperation({ operationId: 'unscheduleVerdict', summary: 'Take the time away; the verdict stays approved' })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state')
  @IfMatch('optional')
  async unschedule(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.unscheduleVerdict.run(actor, id, expected));
  }
}
