import { Body, Controller, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AbandonVerdict, EditVerdict, HandOverVerdict, RecallVerdict, ReviseVerdict } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, ExpectedRequired, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { verdict } from '../shapes/views/verdicts.js';
import { EditVerdictBody, HandOverBody, ReasonBody } from './verdicts.dto.js';

/** What authors do with a verdict before it is decided, and when it comes back. */
@ApiTags('verdicts')
@Controller('v1/verdicts')
export class VerdictDraftsController {
  constructor(
    private readonly editVerdict: EditVerdict,
    private readonly recallVerdict: RecallVerdict,
    private readonly reviseVerdict: ReviseVerdict,
    private readonly handOverVerdict: HandOverVerdict,
    private readonly abandonVerdict: AbandonVerdict,
  ) {}

  @Patch(':id')
  @May('verdict.edit')
  @ApiOperation({
    operationId: 'editVerdict',
    summary: 'Write over a draft (its authors, or the assignee). Whoever does is an author for ever',
  })
  @AnswersState(verdict)
  @Refuses(
    'verdict.wrong_state',
    'verdict.not_author',
    'verdict.unknown_rating',
    'verdict.unknown_precedent',
    'verdict.utterance_not_on_claim',
    'citation.not_on_claim',
  )
  @IfMatch('required')
  async edit(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Body() body: EditVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.editVerdict.run(actor, id, body, expected));
  }

  @Post(':id/recall')
  @HttpCode(200)
  @May('verdict.recall')
  @ApiOperation({
    operationId: 'recallVerdict',
    summary: 'Take a verdict back from review: a draft again, every ballot void',
  })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state', 'verdict.not_author')
  @IfMatch('optional')
  async recall(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.recallVerdict.run(actor, id, expected));
  }

  @Post(':id/revise')
  @HttpCode(200)
  @May('verdict.revise')
  @ApiOperation({
    operationId: 'reviseVerdict',
    summary: 'Take up what was sent back or approved: a draft again, every ballot void',
  })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state', 'verdict.not_author')
  @IfMatch('optional')
  async revise(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.reviseVerdict.run(actor, id, expected));
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @May('verdict.handOver')
  @ApiOperation({
    operationId: 'handOverVerdict',
    summary: 'Give a draft to somebody else to finish; both stay authors for ever',
  })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state', 'verdict.already_author', 'verdict.successor_not_writer')
  @IfMatch('optional')
  async handOver(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: HandOverBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.handOverVerdict.run(actor, id, body, expected));
  }

  @Post(':id/abandon')
  @HttpCode(200)
  @May('verdict.abandon')
  @ApiOperation({ operationId: 'abandonVerdict', summary: 'Give an open version up for good, for a reason' })
  @AnswersState(verdict)
  @Refuses('verdict.wrong_state', 'verdict.not_author')
  @IfMatch('optional')
  async abandon(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.abandonVerdict.run(actor, id, body, expected));
  }
}
