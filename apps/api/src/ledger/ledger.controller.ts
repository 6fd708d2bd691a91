import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, refuse } from '#libs/kernel';
import { CheckpointStore } from '#libs/ledger';
import { Acting, May } from '../http/acting.js';
import { AnswersFile, Refuses } from '../shapes/described.js';

@ApiTags('ledger')
@Controller('v1/ledger')
export class LedgerController {
  constructor(private readonly checkpoints: CheckpointStore) {}

  @Get('checkpoint')
  @May('ledger.read')
  @ApiOperation({
    operationId: 'getCheckpoint',
    summary: 'The latest signed checkpoint (C2SP signed note). Keep one, and nobody can rewrite what is before it',
  })
  @AnswersFile(['text/plain'], 'The signed note.')
  @Refuses('report.nothing_signed')
  async checkpoint(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const latest =
      (await this.checkpoints.latest(actor.organization)) ??
      refuse(
        'report.nothing_signed',
        'No checkpoint has been signed yet. The worker signs twice a second; is it running?',
      );
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'private, no-cache')
      .send(latest.note);
  }
}
