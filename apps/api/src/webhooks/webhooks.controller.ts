import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, JsonObject } from '#libs/kernel';
import { CreateEndpoint, DisableEndpoint, EnableEndpoint, WebhookQueries } from '#libs/webhooks';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { attempt, createdEndpoint, delivery, endpoint } from '../shapes/views/outside.js';
import { CreateEndpointBody, DeliveryListQuery } from './webhooks.dto.js';

const listed = ({ limit, cursor }: PageQuery) => ({ limit: limit ?? 50, ...(cursor ? { cursor } : {}) });

@ApiTags('webhooks')
@Controller('v1')
export class WebhooksController {
  constructor(
    private readonly create: CreateEndpoint,
    private readonly disable: DisableEndpoint,
    private readonly enable: EnableEndpoint,
    private readonly queries: WebhookQueries,
  ) {}

  @Post('webhook-endpoints')
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'createEndpoint',
    summary: 'Have events sent to an address; the signing secret is shown once',
  })
  @AnswersMade(createdEndpoint)
  @Refuses('endpoint.address_refused', 'endpoint.unknown_event_type', 'access.person_needed')
  async post(@Acting() actor: Actor, @Body() body: CreateEndpointBody, @Res() reply: FastifyReply): Promise<void> {
    const { endpoint, secret } = await this.create.run(actor, body);
    sendState(reply, { ...endpoint, secret }, `/v1/webhook-endpoints/${endpoint.id}`);
  }

  @Get('webhook-endpoints')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'listEndpoints', summary: 'The endpoints, newest first' })
  @AnswersPage(endpoint)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.queries.endpoints(actor, listed(query))));
  }

  @Get('webhook-endpoints/:id')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'getEndpoint', summary: 'One endpoint' })
  @AnswersState(endpoint)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.queries.endpoint(actor, id));
  }

  @Post('webhook-endpoints/:id/disable')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'disableEndpoint',
    summary: 'Send nothing more to an endpoint; what is pending is cancelled',
  })
  @AnswersState(endpoint)
  @IfMatch('optional')
  async off(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.disable.run(actor, { id, ...(expected === undefined ? {} : { version: expected }) }));
  }

  @Post('webhook-endpoints/:id/enable')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({ operationId: 'enableEndpoint', summary: 'Send events to a disabled endpoint again, from now on' })
  @AnswersState(endpoint)
  @IfMatch('optional')
  async on(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.enable.run(actor, { id, ...(expected === undefined ? {} : { version: expected }) }));
  }

  @Get('webhook-endpoints/:id/deliveries')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'listDeliveries', summary: 'What was or will be sent to an endpoint, newest first' })
  @AnswersPage(delivery)
  async deliveries(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: DeliveryListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, asJson(await this.queries.deliveries(actor, id, query.status, listed(query))));
  }

  @Get('deliveries/:id')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'getDelivery', summary: 'One delivery' })
  @AnswersState(delivery)
  async delivery(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.queries.delivery(actor, id)));
  }

  @Get('deliveries/:id/attempts')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'listDeliveryAttempts', summary: 'Every HTTP request that was made for a delivery' })
  @AnswersPage(attempt)
  async attempts(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson({ items: await this.queries.attempts(actor, id), next: null }));
  }
}

const asJson = (value: object): JsonObject => value as JsonObject;
