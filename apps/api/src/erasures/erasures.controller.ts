import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConfirmErasure, ErasureStore, PreviewErasure, RefuseErasure, RequestErasure } from '#libs/desk';
import type { Actor, JsonObject } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, Refuses } from '../shapes/described.js';
import { PageQuery } from '../shapes/paging.js';
import { erasure, erasurePreview } from '../shapes/views/erasures.js';
import { RefuseErasureBody, RequestErasureBody } from './erasures.dto.js';

/** Personal data that must go: asked for by one person, decided by another. */
@ApiTags('erasures')
@Controller('v1/erasures')
export class ErasuresController {
  constructor(
    private readonly requestErasure: RequestErasure,
    private readonly confirmErasure: ConfirmErasure,
    private readonly refuseErasure: RefuseErasure,
    private readonly previewErasure: PreviewErasure,
    private readonly erasures: ErasureStore,
  ) {}

  @Post()
  @May('person.erase')
  @ApiOperation({ operationId: 'requestErasure', summary: 'Ask that personal data be erased. Nothing goes yet' })
  @AnswersMade(erasure)
  @Refuses('not_found', 'erasure.names_the_person', 'access.person_needed')
  async post(@Acting() actor: Actor, @Body() body: RequestErasureBody, @Res() reply: FastifyReply): Promise<void> {
    const subjects = body.subjects.map(({ type, id }) => ({ type, id }));
    const made = await this.requestErasure.run(actor, { ...body, subjects });
    sendState(reply, made, `/v1/erasures/${made.id}`);
  }

  @Get()
  @May('erasure.read')
  @ApiOperation({ operationId: 'listErasures', summary: 'The register of erasures, newest first. It names nobody' })
  @AnswersPage(erasure)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'erasures' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.erasures.list(actor.organization, read), shown, list);
  }

  @Get(':id')
  @May('erasure.read')
  @ApiOperation({ operationId: 'getErasure', summary: 'One request, and what became of it' })
  @AnswersOne(erasure)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.erasures.get(actor.organization, id), `There is no erasure ${id} here.`);
  }

  @Get(':id/preview')
  @May('person.erase')
  @ApiOperation({
    operationId: 'previewErasure',
    summary: 'What it would take and where, which claims are on hold, and where the name would still stand',
  })
  @AnswersState(erasurePreview)
  async preview(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, (await this.previewErasure.of(actor, id)) as unknown as JsonObject);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @May('person.erase')
  @ApiOperation({
    operationId: 'confirmErasure',
    summary: 'Erase it (somebody other than who asked). It cannot be undone',
  })
  @AnswersState(erasure)
  @Refuses(
    'erasure.decided',
    'erasure.second_person_needed',
    'erasure.held',
    'erasure.member_active',
    'access.person_needed',
  )
  async confirm(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.confirmErasure.run(actor, id));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @May('person.erase')
  @ApiOperation({
    operationId: 'refuseErasure',
    summary: 'Let it stay, on an exemption (somebody other than who asked)',
  })
  @AnswersState(erasure)
  @Refuses('erasure.decided', 'erasure.second_person_needed', 'erasure.names_the_person', 'access.person_needed')
  async refuse(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() { exemption, reason }: RefuseErasureBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.refuseErasure.run(actor, id, { exemption, reason }));
  }
}
