import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { PreviewRecovery, Redeliver, SendTest, StartRecovery, WebhookQueries } from '#libs/webhooks';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersMade, AnswersPage, AnswersState, Refuses } from '../shapes/described.js';
import { PageQuery } from '../shapes/paging.js';
import { attempt, delivery, recovery, recoveryPreview } from '../shapes/views/outside.js';
import { asJson, listed } from './webhook-answers.js';
import { DeliveryListQuery, RecoverBody, RecoverQuery } from './webhooks.dto.js';

/** What was sent, and sending it again. */
@ApiTags('webhooks')
@Controller('v1')
export class DeliveriesController {
  constructor(
    private readonly queries: WebhookQueries,
    private readonly test: SendTest,
    private readonly again: Redeliver,
    private readonly recover: StartRecovery,
    private readonly counted: PreviewRecovery,
  ) {}

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

  @Post('webhook-endpoints/:id/test')
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'testEndpoint',
    summary: 'Send a signed test to an endpoint, also a disabled one; its attempt says what came back',
  })
  @AnswersMade(delivery)
  @Refuses('endpoint.archived')
  async tested(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const made = await this.test.run(actor, id);
    sendState(reply, asJson(made), `/v1/deliveries/${made.id}`);
  }

  @Get('webhook-endpoints/:id/recovery-preview')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'previewRecovery', summary: 'How many deliveries a recovery would send' })
  @AnswersState(recoveryPreview)
  @Refuses('endpoint.not_enabled', 'endpoint.archived')
  async preview(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: RecoverQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, asJson(await this.counted.count(actor, id, { ...query, scope: query.scope ?? 'missed' })));
  }

  @Post('webhook-endpoints/:id/recoveries')
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'recoverEndpoint',
    summary: 'Send an endpoint what it has not got since a time or a ledger index',
  })
  @AnswersMade(recovery)
  @Refuses('endpoint.not_enabled', 'endpoint.archived', 'endpoint.recovering')
  async recovered(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: RecoverBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = await this.recover.run(actor, id, { ...body, scope: body.scope ?? 'missed' });
    sendState(reply, made, `/v1/recoveries/${made.id}`);
  }

  @Get('webhook-endpoints/:id/recoveries')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'listRecoveries', summary: 'The recoveries of an endpoint, newest first' })
  @AnswersPage(recovery)
  async recoveries(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, asJson(await this.queries.recoveries(actor, id, listed(query))));
  }

  @Get('recoveries/:id')
  @May('endpoint.read')
  @ApiOperation({ operationId: 'getRecovery', summary: 'One recovery and how far it is' })
  @AnswersState(recovery)
  async recovery(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.queries.recovery(actor, id));
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

  @Post('deliveries/:id/redeliver')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'redeliver',
    summary: 'Send a delivery that has ended once more: the same id, the same body',
  })
  @AnswersState(delivery)
  @Refuses('delivery.pending', 'delivery.is_message', 'endpoint.not_enabled', 'endpoint.archived')
  async redelivered(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, asJson(await this.again.run(actor, id)));
  }
}
