import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimantStore, RegisterSource, SourceStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { RegisterSourceBody } from './evidence.dto.js';

/** The registers that claims draw on: sources and claimants. */
@ApiTags('registers')
@ApiBearerAuth()
@Controller('v1')
export class SourcesController {
  constructor(
    private readonly register: RegisterSource,
    private readonly sources: SourceStore,
    private readonly claimants: ClaimantStore,
  ) {}

  @Post('sources')
  @May('source.register')
  @ApiOperation({ summary: 'Register a source once, to cite it on many claims' })
  async post(@Acting() actor: Actor, @Body() body: RegisterSourceBody, @Res() reply: FastifyReply): Promise<void> {
    const source = await this.register.run(actor, body);
    sendState(reply, source, `/v1/sources/${source.id}`);
  }

  @Get('sources')
  @May('desk.read')
  @ApiOperation({ summary: 'The sources, newest first' })
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const { shown, read } = pageOf(query, 'sources');
    sendPage(reply, await this.sources.list(actor.organization, read), shown, 'sources');
  }

  @Get('sources/:id')
  @May('desk.read')
  @ApiOperation({ summary: 'One source' })
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.sources.get(actor.organization, id), `There is no source ${id} here.`);
  }

  @Get('claimants')
  @May('desk.read')
  @ApiOperation({ summary: 'The claimants, newest first' })
  async listClaimants(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const { shown, read } = pageOf(query, 'claimants');
    sendPage(reply, await this.claimants.list(actor.organization, read), shown, 'claimants');
  }

  @Get('claimants/:id')
  @May('desk.read')
  @ApiOperation({ summary: 'One claimant' })
  async getClaimant(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.claimants.get(actor.organization, id), `There is no claimant ${id} here.`);
  }
}
