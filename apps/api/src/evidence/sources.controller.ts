import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimantStore, RegisterSource, SourceStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersOne, AnswersPage } from '../shapes/described.js';
import { claimant } from '../shapes/views/claims.js';
import { source } from '../shapes/views/evidence.js';
import { RegisterSourceBody } from './evidence.dto.js';
import { SourcesQuery } from './source-changes.dto.js';

/** The registers that claims draw on: sources and claimants. */
@ApiTags('registers')
@Controller('v1')
export class SourcesController {
  constructor(
    private readonly register: RegisterSource,
    private readonly sources: SourceStore,
    private readonly claimants: ClaimantStore,
  ) {}

  @Post('sources')
  @May('source.register')
  @ApiOperation({ operationId: 'registerSource', summary: 'Register a source once, to cite it on many claims' })
  @AnswersMade(source)
  async post(@Acting() actor: Actor, @Body() body: RegisterSourceBody, @Res() reply: FastifyReply): Promise<void> {
    const source = await this.register.run(actor, body);
    sendState(reply, source, `/v1/sources/${source.id}`);
  }

  @Get('sources')
  @May('desk.read')
  @ApiOperation({ operationId: 'listSources', summary: 'The sources, newest first' })
  @AnswersPage(source)
  async list(@Acting() actor: Actor, @Query() query: SourcesQuery, @Res() reply: FastifyReply): Promise<void> {
    const { kind, q } = query;
    const filter = { sources: { kind, q } };
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.sources.list(actor.organization, read, { kind, q }), shown, list);
  }

  @Get('sources/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getSource', summary: 'One source' })
  @AnswersOne(source)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.sources.get(actor.organization, id), `There is no source ${id} here.`);
  }

  @Get('claimants')
  @May('desk.read')
  @ApiOperation({ operationId: 'listClaimants', summary: 'The claimants, newest first' })
  @AnswersPage(claimant)
  async listClaimants(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'claimants' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.claimants.list(actor.organization, read), shown, list);
  }

  @Get('claimants/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getClaimant', summary: 'One claimant' })
  @AnswersOne(claimant)
  async getClaimant(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.claimants.get(actor.organization, id), `There is no claimant ${id} here.`);
  }
}
