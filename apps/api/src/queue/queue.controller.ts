import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type QueueName, queueNames, QueueReads, queues, SetReviewBy } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { sendClaim } from '../claims/claim-answers.js';
import { Acting, May } from '../http/acting.js';
import { sendRows, sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersPage, AnswersState, IfMatch } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { queueCounts, queueItem } from '../shapes/views/queues.js';
import { decodePlace, encodePlace } from './queue-cursor.js';
import { QueueCountsQuery, QueueQuery, ReviewByBody } from './queue.dto.js';

const defaultDays = 7;

/** What the desk has to look at. */
@ApiTags('queues')
@Controller('v1')
export class QueueController {
  constructor(
    private readonly reads: QueueReads,
    private readonly setReviewBy: SetReviewBy,
  ) {}

  @Get('queue/counts')
  @May('desk.read')
  @ApiOperation({
    operationId: 'countQueues',
    summary: 'How long each queue is, up to 1,000; where each claim must be looked into, up to 200',
  })
  @AnswersState(queueCounts)
  async counts(@Acting() actor: Actor, @Query() query: QueueCountsQuery, @Res() reply: FastifyReply): Promise<void> {
    const counts = await this.reads.counts(actor, query.days ?? defaultDays);
    sendState(reply, JSON.parse(counts) as Record<QueueName, { count: number; more: boolean }>);
  }

  @Get('queue/:name')
  @May('desk.read')
  @ApiOperation({ operationId: 'listQueue', summary: 'One queue: what waits longest, or is due first, at its head' })
  @ApiParam({ name: 'name', enum: queueNames })
  @AnswersPage(queueItem)
  async list(
    @Acting() actor: Actor,
    @Param('name') name: string,
    @Query() query: QueueQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isQueue(name))
      refuse('not_found', `There is no queue "${name.slice(0, 60)}". There are: ${queueNames.join(', ')}.`);
    const days = query.days ?? defaultDays;
    const limit = query.limit ?? 50;
    // Some queues are a member's own.
    const { organization, member = null } = actor;
    const list = { organization, filter: { queue: name, days, member } };
    const isKeyed = queues[name].key !== undefined;
    const after = query.cursor === undefined ? {} : { after: decodePlace(query.cursor, list, isKeyed) };
    const rows = await this.reads.list(actor, name, days, { limit: limit + 1, ...after });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    sendRows(reply, shown, rows.length > limit && last ? encodePlace(last, list) : null);
  }

  @Post('claims/:id/review-by')
  @HttpCode(200)
  @May('claim.setReviewBy')
  @ApiOperation({ operationId: 'setReviewBy', summary: 'Say when a claim is to be checked again' })
  @AnswersState(claim)
  @IfMatch('optional')
  async reviewBy(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReviewByBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.setReviewBy.run(actor, id, body.reviewBy, expected));
  }
}

const isQueue = (name: string): name is QueueName => (queueNames as readonly string[]).includes(name);
