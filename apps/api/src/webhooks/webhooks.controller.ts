import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { ArchiveEndpoint, ChangeEndpoint, CreateEndpoint, RotateSecret, WebhookQueries } from '#libs/webhooks';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, ExpectedRequired, Id } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { createdEndpoint, endpoint } from '../shapes/views/outside.js';
import { asJson, listed } from './webhook-answers.js';
import { ChangeEndpointBody, CreateEndpointBody, RotateSecretBody } from './webhooks.dto.js';

@ApiTags('webhooks')
@Controller('v1/webhook-endpoints')
export class WebhooksController {
  constructor(
    private readonly create: CreateEndpoint,
    private readonly change: ChangeEndpoint,
    private readonly rotate: RotateSecret,
    private readonly archive: ArchiveEndpoint,
    private readonly queries: WebhookQueries,
  ) {}

  @Post()
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'createEndpoint',
    summary: 'Have events sent to an address; the signing secret is shown once',
  })
  @AnswersMade(createdEndpoint)
  @Refuses('endpoint.address_refused', 'endpoint.header_refused', 'endpoint.unknown_event_type', 'access.person_needed')
  async post(@Acting() actor: Actor, @Body() body: CreateEndpointBody, @Res() reply: FastifyReply): Promise<void> {
    const { endpoint, secret } = await this.create.run(actor, body);
    sendState(reply, { ...endpoint, secret }, `/v1/webhook-endpoints/${endpoint.id}`);
  }

  @Get()
  @May('endpoint.read')
  @ApiOperation({ operationId: 'listEndpoints', summary: 'The endpoints, newest first' })
  @AnswersPage(endpoint)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.queries.endpoints(actor, listed(query))));
  }

  @Get(':id')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'getEndpoint', summary: 'One endpoint; a deleted one too' })
  @AnswersState(endpoint)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.queries.endpoint(actor, id));
  }

  @Patch(':id')
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'changeEndpoint',
    summary: 'Change an endpoint, for events from now on; what is on its way keeps its body',
  })
  @AnswersState(endpoint)
  @IfMatch('required')
  @Refuses(
    'endpoint.address_refused',
    'endpoint.header_refused',
    'endpoint.headers_needed',
    'endpoint.unknown_event_type',
    'endpoint.archived',
    'access.person_needed',
  )
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: ChangeEndpointBody,
    @ExpectedRequired() expected: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.change.run(actor, id, body, expected));
  }

  @Delete(':id')
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'deleteEndpoint',
    summary: 'End an endpoint for good; pending deliveries are cancelled, what was sent stays readable',
  })
  @AnswersState(endpoint)
  @IfMatch('required')
  @Refuses('endpoint.archived')
  async remove(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.archive.run(actor, id, expected));
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'rotateEndpointSecret',
    summary: 'A new signing secret, shown once; the old one signs as well for a grace',
  })
  @AnswersState(createdEndpoint)
  @IfMatch('optional')
  @Refuses('endpoint.archived', 'endpoint.too_many_secrets')
  async rotated(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() { graceHours = 24 }: RotateSecretBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { endpoint, secret } = await this.rotate.run(actor, id, graceHours * 3_600, expected);
    sendState(reply, { ...endpoint, secret });
  }
}
