import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BallotStore, CastBallot, DraftVerdict, PublishVerdict, SubmitVerdict, VerdictStore } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendPage, sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersMade, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { ballot, castBallot, verdict } from '../shapes/views/verdicts.js';
import {
  CastBallotBody,
  DraftVerdictBody,
  interestInput,
  PublishVerdictBody,
  SubmitVerdictBody,
} from './verdicts.dto.js';

@ApiTags('verdicts')
@Controller('v1')
export class VerdictsController {
  constructor(
    private readonly draftVerdict: DraftVerdict,
    private readonly submitVerdict: SubmitVerdict,
    private readonly castBallot: CastBallot,
    private readonly publishVerdict: PublishVerdict,
    private readonly verdicts: VerdictStore,
    private readonly ballots: BallotStore,
  ) {}

  @Post('claims/:id/verdicts')
  @May('verdict.draft')
  @ApiOperation({ operationId: 'draftVerdict', summary: 'Draft a verdict (the researcher the claim is assigned to)' })
  @AnswersMade(verdict)
  @Refuses(
    'claim.wrong_state',
    'claim.not_assignee',
    'verdict.correction_needed',
    'verdict.open_already',
    'verdict.unknown_rating',
    'verdict.unknown_precedent',
    'verdict.utterance_not_on_claim',
    'citation.not_on_claim',
  )
  async draft(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: DraftVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const verdict = await this.draftVerdict.run(actor, id, body);
    sendState(reply, verdict, `/v1/verdicts/${verdict.id}`);
  }

  @Post('verdicts/:id/submit')
  @HttpCode(200)
  @May('verdict.submit')
  @ApiOperation({
    operationId: 'submitVerdict',
    summary: 'Hand a draft to review: freezes content, policy and scale, and names them by a digest',
  })
  @AnswersState(verdict)
  @Refuses(
    'verdict.wrong_state',
    'verdict.not_author',
    'verdict.utterance_not_on_claim',
    'evidence.override_unfit',
    'verdict.reply_record_missing',
    'verdict.procedure_not_allowed',
    'verdict.beyond_correction',
    'verdict.quorum_unreachable',
    'interests.undeclared',
    'interests.standing',
    'evidence.empty',
    'evidence.too_few_independent_sources',
    'evidence.too_few_primary_sources',
  )
  @IfMatch('optional')
  async submit(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: SubmitVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests, ...rest } = body;
    sendState(reply, await this.submitVerdict.run(actor, id, { ...rest, ...interestInput(interests) }, expected));
  }

  @Post('verdicts/:id/ballots')
  @May('ballot.cast')
  @ApiOperation({ operationId: 'castBallot', summary: 'Approve, reject or recuse on the version you read' })
  @AnswersMade(castBallot)
  @Refuses(
    'verdict.wrong_state',
    'verdict.digest_mismatch',
    'verdict.author_cannot_vote',
    'verdict.citation_author_cannot_vote',
    'verdict.already_voted',
    'verdict.recused',
    'ballot.comment_needed',
    'ballot.reason_needed',
    'verdict.unknown_rating',
    'interests.undeclared',
    'interests.standing',
    'interests.conflict',
  )
  async ballot(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: CastBallotBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests, ...rest } = body;
    sendState(
      reply,
      await this.castBallot.run(actor, id, { ...rest, ...interestInput(interests) }),
      `/v1/verdicts/${id}/ballots`,
    );
  }

  @Get('verdicts/:id/ballots')
  @May('desk.read')
  @ApiOperation({
    operationId: 'listBallots',
    summary: 'The ballots; those of others are hidden until yours is cast or the quorum has decided',
  })
  @AnswersPage(ballot)
  async listBallots(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.verdicts.get(actor.organization, id))) refuse('not_found', `There is no verdict ${id} here.`);
    const rows = await this.ballots.list(actor.organization, id, actor.member);
    sendPage(reply, rows, { limit: rows.length || 1 }, { organization: actor.organization, filter: 'ballots' });
  }

  @Post('verdicts/:id/publish')
  @HttpCode(200)
  @May('verdict.publish')
  @ApiOperation({
    operationId: 'publishVerdict',
    summary: 'Publish an approved verdict, or a scheduled one before its time',
  })
  @AnswersState(verdict)
  @Refuses(
    'verdict.wrong_state',
    'claim.wrong_state',
    'verdict.author_cannot_publish',
    'verdict.quorum_missing',
    'verdict.lift_reason_needed',
    'interests.undeclared',
    'interests.standing',
    'interests.conflict',
  )
  @IfMatch('optional')
  async publish(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: PublishVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { interests, ...rest } = body;
    sendState(reply, await this.publishVerdict.run(actor, id, { ...rest, ...interestInput(interests) }, expected));
  }
}
