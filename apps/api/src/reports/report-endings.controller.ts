import { Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { CancelReport, DiscardReport, RetryReport } from '#libs/outward';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersState, Refuses } from '../shapes/described.js';
import { report } from '../shapes/views/outside.js';

/** What people decide about a report that they asked for. */
@ApiTags('reports')
@Controller('v1/reports')
export class ReportEndingsController {
  constructor(
    private readonly cancelling: CancelReport,
    private readonly retrying: RetryReport,
    private readonly discarding: DiscardReport,
  ) {}

  @Post(':id/cancel')
  @May('report.request')
  @ApiOperation({ operationId: 'cancelReport', summary: 'Cancel a report that is queued or being made' })
  @AnswersState(report)
  @Refuses('report.wrong_state')
  async cancel(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.cancelling.run(actor, id));
  }

  @Post(':id/retry')
  @May('report.request')
  @ApiOperation({
    operationId: 'retryReport',
    summary: 'Have a report made after all that failed or was cancelled, at the same checkpoint',
  })
  @AnswersState(report)
  @Refuses('report.wrong_state')
  async retry(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.retrying.run(actor, id));
  }

  @Post(':id/discard')
  @May('report.request')
  @ApiOperation({
    operationId: 'discardReport',
    summary: 'Throw the file of a finished report away now, instead of when it expires',
  })
  @AnswersState(report)
  @Refuses('report.wrong_state')
  async discard(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.discarding.run(actor, id));
  }
}
