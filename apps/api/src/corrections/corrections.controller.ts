import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  AcceptCorrection,
  AcknowledgeCorrection,
  AppealCorrection,
  CorrectionStore,
  RejectCorrection,
  RequestCorrection,
} from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Expected, Id, pageOf } from '../http/inputs.js';
import { interestInput } from '../verdicts/verdicts.dto.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { correction, rejectedCorrection } from '../shapes/views/corrections.js';
import {
  AcceptCorrectionBody,
  AppealCorrectionBody,
  CorrectionListQuery,
  RejectCorrectionBody,
  RequestCorrectionBody,
} from './corrections.dto.js';

@ApiTags('corrections')
@Controller('v1')
export class CorrectionsController {
  constructor(
    private readonly request: RequestCorrection,
    private readonly acknowledge: AcknowledgeCorrection,
    private readonly accept: AcceptCorrection,
    private readonly reject: RejectCorrection,
    private readonly appeal: AppealCorrection,
    private readonly corrections: CorrectionStore,
  ) {}

  @Post('claims/:id/corrections')
  @May('correction.request')
  @ApiOperation({ operationId: 'requestCorrection', summary: 'Ask for a correction of something published' })
  @AnswersMade(correction)
  @Refuses('correction.nothing_published')
  async post(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: RequestCorrectionBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const correction = await this.request.run(actor, id, body);
    sendState(reply, correction, `/v1/corrections/${correction.id}`);
  }

  @Get('corrections')
  @May('desk.read')
  @ApiOperation({ operationId: 'listCorrections', summary: 'The corrections, newest first' })
  @AnswersPage(correction)
  async list(@Acting() actor: Actor, @Query() query: CorrectionListQuery, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, ...filter } = query;
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf({ limit, cursor }, list);
    sendPage(reply, await this.corrections.list(actor.organization, filter, read), shown, list);
  }

  @Get('corrections/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getCorrection', summary: 'One correction' })
  @AnswersOne(correction)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.corrections.get(actor.organization, id), `There is no correction ${id} here.`);
  }

  @Post('corrections/:id/acknowledge')
  @HttpCode(200)
  @May('correction.acknowledge')
  @ApiOperation({ operationId: 'acknowledgeCorrection', summary: 'Tell the requester that it is being looked at' })
  @AnswersState(correction)
  @Refuses('correction.wrong_state')
  @IfMatch('optional')
  async acknowledged(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.acknowledge.run(actor, id, expected));
  }

  @Post('corrections/:id/accept')
  @HttpCode(200)
  @May('correction.accept')
  @ApiOperation({
    operationId: 'acceptCorrection',
    summary: 'Decide that it must be corrected (by somebody uninvolved); a new verdict version follows',
  })
  @AnswersState(correction)
  @Refuses(
    'correction.wrong_state',
    'correction.decider_involved',
    'correction.another_accepted',
    'interests.undeclared',
    'interests.standing',
    'interests.conflict',
  )
  @IfMatch('optional')
  async accepted(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AcceptCorrectionBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests, ...rest } = body;
    sendState(reply, await this.accept.run(actor, id, { ...rest, ...interestInput(interests) }, expected));
  }

  @Post('corrections/:id/reject')
  @HttpCode(200)
  @May('correction.reject')
  @ApiOperation({
    operationId: 'rejectCorrection',
    summary: 'Decide that it stands (by somebody uninvolved); the answer names the complaint route',
  })
  @AnswersState(rejectedCorrection)
  @Refuses(
    'correction.wrong_state',
    'correction.decider_involved',
    'interests.undeclared',
    'interests.standing',
    'interests.conflict',
  )
  @IfMatch('optional')
  async rejected(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: RejectCorrectionBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests, ...rest } = body;
    sendState(reply, await this.reject.run(actor, id, { ...rest, ...interestInput(interests) }, expected));
  }

  @Post('corrections/:id/appeal')
  @HttpCode(200)
  @May('correction.appeal')
  @ApiOperation({
    operationId: 'appealCorrection',
    summary: 'Have a rejected request looked at once more, by somebody else',
  })
  @AnswersState(correction)
  @Refuses('correction.wrong_state')
  @IfMatch('optional')
  async appealed(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AppealCorrectionBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.appeal.run(actor, id, body, expected));
  }
}
