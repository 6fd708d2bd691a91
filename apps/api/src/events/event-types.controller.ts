import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersState } from '../shapes/described.js';
import { eventCatalogue } from '../shapes/events/event-catalogue.js';
import { eventCatalogueView } from '../shapes/views/events.js';

@ApiTags('webhooks')
@Controller('v1/event-types')
export class EventTypesController {
  @Get()
  @May('event.read')
  @ApiOperation({
    operationId: 'listEventTypes',
    summary: 'Every type of event: who may get it, the schema of its body, an example',
  })
  @AnswersState(eventCatalogueView)
  list(@Res() reply: FastifyReply): void {
    sendState(reply, { items: [...eventCatalogue()] });
  }
}
