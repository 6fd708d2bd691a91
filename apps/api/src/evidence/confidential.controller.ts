import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConfidentialStore, KeepConfidential, ReadConfidential } from '#libs/desk';
import type { ConfidentialSubject } from '#libs/factcheck';
import { type Actor, type Json, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersMade, AnswersState, Refuses } from '../shapes/described.js';
import { keptNote, noteReadings, openedNotes } from '../shapes/views/evidence.js';
import { ConfidentialBody } from './confidential.dto.js';

/** Text for named members. To everybody else it is not there. */
@ApiTags('confidential')
@Controller('v1')
export class ConfidentialController {
  constructor(
    private readonly keep: KeepConfidential,
    private readonly read: ReadConfidential,
    private readonly notes: ConfidentialStore,
  ) {}

  @Post('sources/:id/confidential')
  @May('confidential.keep')
  @ApiOperation({
    operationId: 'keepConfidentialOnSource',
    summary: 'Put down, for named members only, who a source is or how it was found',
  })
  @AnswersMade(keptNote)
  @Refuses('confidential.unknown_reader')
  async onSource(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: ConfidentialBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.kept(actor, 'source', id, body, reply);
  }

  @Get('sources/:id/confidential')
  @May('confidential.read')
  @ApiOperation({
    operationId: 'readConfidentialOfSource',
    summary: 'What is confidential about a source, for its named readers; each reading is put down',
  })
  @AnswersState(openedNotes)
  async ofSource(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.opened(actor, 'source', id, reply);
  }

  @Post('citations/:id/confidential')
  @May('confidential.keep')
  @ApiOperation({
    operationId: 'keepConfidentialOnCitation',
    summary: 'Put down, for named members only, how this evidence was obtained',
  })
  @AnswersMade(keptNote)
  @Refuses('confidential.unknown_reader')
  async onCitation(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: ConfidentialBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.kept(actor, 'citation', id, body, reply);
  }

  @Get('citations/:id/confidential')
  @May('confidential.read')
  @ApiOperation({
    operationId: 'readConfidentialOfCitation',
    summary: 'What is confidential about a citation, for its named readers; each reading is put down',
  })
  @AnswersState(openedNotes)
  async ofCitation(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.opened(actor, 'citation', id, reply);
  }

  @Post('claims/:id/confidential')
  @May('confidential.keep')
  @ApiOperation({
    operationId: 'keepConfidentialOnClaim',
    summary: 'Put down, for named members only, what a lawyer said about a claim',
  })
  @AnswersMade(keptNote)
  @Refuses('confidential.unknown_reader')
  async onClaim(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: ConfidentialBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.kept(actor, 'claim', id, body, reply);
  }

  @Get('claims/:id/confidential')
  @May('confidential.read')
  @ApiOperation({
    operationId: 'readConfidentialOfClaim',
    summary: 'What is confidential about a claim, for its named readers; each reading is put down',
  })
  @AnswersState(openedNotes)
  async ofClaim(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.opened(actor, 'claim', id, reply);
  }

  @Get('confidential-notes/:id/readings')
  @May('confidential.read')
  @ApiOperation({
    operationId: 'listConfidentialReadings',
    summary: 'Who read a confidential text and when, for its readers; the last 1,000',
  })
  @AnswersState(noteReadings)
  async readings(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const missing = `There is nothing confidential with the id ${id} for you here.`;
    const member = actor.member ?? refuse('not_found', missing);
    const items = (await this.notes.readings(actor.organization, id, member)) ?? refuse('not_found', missing);
    sendState(reply, { items });
  }

  private async kept(
    actor: Actor,
    type: ConfidentialSubject,
    id: string,
    body: ConfidentialBody,
    reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.keep.run(actor, type, id, body), `/v1/${paths[type]}/${id}/confidential`);
  }

  private async opened(actor: Actor, type: ConfidentialSubject, id: string, reply: FastifyReply): Promise<void> {
    sendState(reply, { items: (await this.read.run(actor, type, id)) as unknown as Json });
  }
}

const paths: Readonly<Record<ConfidentialSubject, string>> = {
  source: 'sources',
  citation: 'citations',
  claim: 'claims',
};
