import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BallotStore, CastBallot, DraftVerdict, PublishVerdict, SubmitVerdict, VerdictStore } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Expected, Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import {
  CastBallotBody,
  DraftVerdictBody,
  interestInput,
  PublishVerdictBody,
  SubmitVerdictBody,
} from './verdicts.dto.js';

@ApiTags('verdicts')
@ApiBearerAuth()
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
  @ApiOperation({ summary: 'Draft a verdict (the researcher the claim is assigned to)' })
  async draft(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: DraftVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const verdict = await this.draftVerdict.run(actor, id, body);
    sendState(reply, verdict, `/v1/verdicts/${verdict.id}`);
  }

  @Get('claims/:id/verdicts')
  @May('desk.read')
  @ApiOperation({ summary: 'The verdict versions of a claim, newest first' })
  async list(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = ['verdicts', id];
    const { shown, read } = pageOf(query, filter);
    sendPage(reply, await this.verdicts.listOfClaim(actor.organization, id, read), shown, filter);
  }

  @Get('verdicts/:id')
  @May('desk.read')
  @ApiOperation({ summary: 'One verdict' })
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.verdicts.get(actor.organization, id), `There is no verdict ${id} here.`);
  }

  @Post('verdicts/:id/submit')
  @HttpCode(200)
  @May('verdict.submit')
  @ApiOperation({ summary: 'Hand a draft to review: freezes content, policy and scale, and names them by a digest' })
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
  @ApiOperation({ summary: 'Approve, reject or recuse on the version you read' })
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
  @ApiOperation({ summary: 'The ballots; those of others are hidden until yours is cast or the quorum has decided' })
  async listBallots(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.verdicts.get(actor.organization, id))) refuse('not_found', `There is no verdict ${id} here.`);
    const rows = await this.ballots.list(actor.organization, id, actor.member);
    sendPage(reply, rows, { limit: rows.length || 1 }, 'ballots');
  }

  @Post('verdicts/:id/publish')
  @HttpCode(200)
  @May('verdict.publish')
  @ApiOperation({ summary: 'Publish an approved verdict' })
  async publish(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: PublishVerdictBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.publishVerdict.run(actor, id, interestInput(body.interests), expected));
  }
}
