import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#libs/kernel';
import { EventFeed, type FeedPage } from '#libs/webhooks';
import { Readiness } from '../health/readiness.js';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersState } from '../shapes/described.js';
import { eventFeed } from '../shapes/views/events.js';
import { asJson } from '../webhooks/webhook-answers.js';
import { EventFeedQuery } from './events.dto.js';
import { EventStream, lastEventOf } from './event-stream.js';
import { WaitingReaders } from './waiting-readers.js';

/** The log for those who cannot be called. */
@ApiTags('webhooks')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly feed: EventFeed,
    private readonly stream: EventStream,
    private readonly readiness: Readiness,
    private readonly readers: WaitingReaders,
  ) {}

  @Get()
  @May('event.read')
  @ApiOperation({
    operationId: 'listEvents',
    summary:
      'Events behind a ledger index, in its order, as endpoints get them: all types for people, public ones for machines. With Accept: text/event-stream they are streamed (Last-Event-ID goes on where it was)',
  })
  @AnswersState(eventFeed)
  async events(
    @Acting() actor: Actor,
    @Query() query: EventFeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = {
      after: query.after ?? -1,
      limit: query.limit ?? 100,
      ...(query.types ? { types: query.types } : {}),
    };
    if (request.headers.accept?.includes('text/event-stream')) {
      const after = lastEventOf(request) ?? asked.after;
      await this.readers.during(actor, reply, () => this.stream.send(actor, { ...asked, after }, request, reply));
      return;
    }
    const isOver = (): boolean => request.raw.destroyed || this.readiness.stopping;
    const { wait = 0 } = query;
    const read = (): Promise<FeedPage> => this.feed.wait(actor, asked, wait, isOver);
    sendState(reply, asJson(wait === 0 ? await read() : await this.readers.during(actor, reply, read)));
  }
}
