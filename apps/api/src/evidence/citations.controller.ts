import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CitationChanges, ClaimReads, EditCitation, RemoveCitation } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { claimOf } from '../claims/claim-of.js';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPageOf, sendState } from '../http/answers.js';
import { Expected, ExpectedRequired, Id, pageOf } from '../http/inputs.js';
import { AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { citation } from '../shapes/views/evidence.js';
import { CitationsQuery, EditCitationBody, RemoveCitationBody } from './citations.dto.js';
import { wholeFigure } from './evidence.controller.js';

/** Citations after they were added. */
@ApiTags('evidence')
@Controller('v1')
export class CitationsController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly citations: CitationChanges,
    private readonly edit: EditCitation,
    private readonly remove: RemoveCitation,
  ) {}

  @Get('claims/:id/citations')
  @May('desk.read')
  @ApiOperation({ operationId: 'listCitations', summary: 'The citations of a claim, newest first' })
  @AnswersPage(citation)
  async list(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: CitationsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const removed = query.removed ?? false;
    const filter = { citations: id, removed };
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf(query, list);
    const rows = await this.citations.listOfClaim(actor.organization, id, read, removed);
    await sendPageOf(claimOf(this.claims, actor, id), reply, rows, shown, list);
  }

  @Get('citations/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getCitation', summary: 'One citation' })
  @AnswersOne(citation)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.citations.get(actor.organization, id), `There is no citation ${id} here.`);
  }

  @Patch('citations/:id')
  @May('citation.change')
  @ApiOperation({
    operationId: 'editCitation',
    summary: 'Change a citation within its mode; submitted verdicts keep what they froze',
  })
  @AnswersState(citation)
  @IfMatch('required')
  @Refuses(
    'citation.evidence_frozen',
    'citation.invalid',
    'citation.not_on_claim',
    'citation.derives_from_itself',
    'citation.removed',
  )
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: EditCitationBody,
    @ExpectedRequired() expected: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { figure, ...rest } = body;
    const change = { ...rest, ...(figure === undefined ? {} : { figure: figure && wholeFigure(figure) }) };
    sendState(reply, await this.edit.run(actor, id, change, expected));
  }

  @Post('citations/:id/remove')
  @HttpCode(200)
  @May('citation.remove')
  @ApiOperation({
    operationId: 'removeCitation',
    summary: 'Take a citation off its claim, with the reason; refused while an open verdict rests on it',
  })
  @AnswersState(citation)
  @IfMatch('optional')
  @Refuses('citation.evidence_frozen', 'citation.in_use', 'citation.removed')
  async removed(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: RemoveCitationBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.remove.run(actor, id, body.reason, expected));
  }
}
