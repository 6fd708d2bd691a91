import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, JsonObject } from '#libs/kernel';
import { CreateEndpoint, DisableEndpoint, EnableEndpoint, WebhookQueries } from '#libs/webhooks';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { CreateEndpointBody, DeliveryListQuery } from './webhooks.dto.js';

const listed = ({ limit, cursor }: PageQuery) => ({ limit: limit ?? 50, ...(cursor ? { cursor } : {}) });

@ApiTags('webhooks')
@ApiBearerAuth()
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
  @ApiOperation({ summary: 'Have events sent to an address; the signing secret is shown once' })
  async post(@Acting() actor: Actor, @Body() body: CreateEndpointBody, @Res() reply: FastifyReply): Promise<void> {
    const { endpoint, secret } = await this.create.run(actor, body);
    sendState(reply, { ...endpoint, secret }, `/v1/webhook-endpoints/${endpoint.id}`);
  }

  @Get('webhook-endpoints')
  @May('endpoint.read')
  @ApiOperation({ summary: 'The endpoints, newest first' })
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.queries.endpoints(actor, listed(query))));
  }

  @Get('webhook-endpoints/:id')
  @May('endpoint.read')
  @ApiOperation({ summary: 'One endpoint' })
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.queries.endpoint(actor, id));
  }

  @Post('webhook-endpoints/:id/disable')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({ summary: 'Send nothing more to an endpoint; what is pending is cancelled' })
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
  @ApiOperation({ summary: 'Send events to a disabled endpoint again, from now on' })
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
  @ApiOperation({ summary: 'What was or will be sent to an endpoint, newest first' })
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
  @ApiOperation({ summary: 'One delivery' })
  async delivery(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.queries.delivery(actor, id)));
  }

  @Get('deliveries/:id/attempts')
  @May('endpoint.read')
  @ApiOperation({ summary: 'Every HTTP request that was made for a delivery' })
  async attempts(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson({ items: await this.queries.attempts(actor, id), next: null }));
  }
}

const asJson = (value: object): JsonObject => value as JsonObject;
