import type { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportRatings, ImportStore, RequestImport, SendImportContent } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, Refuses } from '../shapes/described.js';
import { importFaults, importRatings, imported } from '../shapes/views/outside.js';
import { FaultQuery, importInput, RequestImportBody } from './imports.dto.js';

@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly request: RequestImport,
    private readonly send: SendImportContent,
    private readonly imports: ImportStore,
    private readonly ratings: ImportRatings,
  ) {}

  @Post()
  @May('import.run')
  @ApiOperation({ operationId: 'requestImport', summary: 'Announce a bulk import; then PUT its content' })
  @AnswersMade(imported)
  @Refuses('verdict.unknown_rating', 'access.person_needed')
  async post(@Acting() actor: Actor, @Body() body: RequestImportBody, @Res() reply: FastifyReply): Promise<void> {
    const wanted = await this.request.run(actor, importInput(body));
    sendState(reply, wanted, `/v1/imports/${wanted.id}`);
  }

  @Put(':id/content')
  @May('import.run')
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'NDJSON: one row a line.' })
  @ApiOperation({
    operationId: 'sendImportContent',
    summary: 'Send the rows, as a stream. A worker takes them when they are whole',
  })
  @AnswersState(imported)
  @Refuses('import.content_sent', 'import.too_large', 'access.person_needed')
  async content(
    @Acting() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!request.headers['content-type']?.startsWith('application/x-ndjson')) {
      refuse('request.unsupported_media_type', 'Send the rows with the header Content-Type: application/x-ndjson.');
    }
    sendState(reply, await this.send.run(actor, id, request.body as Readable));
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ operationId: 'listImports', summary: 'The imports, newest first' })
  @AnswersPage(imported)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'imports' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.imports.list(actor.organization, read), shown, list);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getImport', summary: 'One import with its progress' })
  @AnswersOne(imported)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.imports.get(actor.organization, id), `There is no import ${id} here.`);
  }

  @Get(':id/ratings')
  @May('desk.read')
  @ApiOperation({
    operationId: 'listImportRatings',
    summary: 'The ratings of an archive and what each became; first those that the scale does not know',
  })
  @AnswersState(importRatings)
  async listRatings(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.imports.get(actor.organization, id))) refuse('not_found', `There is no import ${id} here.`);
    sendState(reply, { items: (await this.ratings.list(actor.organization, id)) as never });
  }

  @Get(':id/faults')
  @May('desk.read')
  @ApiOperation({ operationId: 'listImportFaults', summary: 'What was wrong with which line' })
  @AnswersState(importFaults)
  async faults(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: FaultQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = query.limit ?? 100;
    const found = await this.imports.faults(actor.organization, id, query.after ?? 0, limit);
    if (found.length === 0 && !(await this.imports.get(actor.organization, id)))
      refuse('not_found', `There is no import ${id} here.`);
    sendState(reply, { items: found as never, next: found.length === limit ? (found.at(-1)?.line ?? null) : null });
  }
}
