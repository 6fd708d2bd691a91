import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimReads, StageReads } from '#libs/desk';
import { type Actor, type JsonObject, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersState } from '../shapes/described.js';
import { claimStages, stageTimes } from '../shapes/views/history.js';
import { PeriodQuery } from './history.dto.js';

/** Where the time goes. */
@ApiTags('queues')
@Controller('v1')
export class StagesController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly stages: StageReads,
  ) {}

  @Get('claims/:id/stages')
  @May('desk.read')
  @ApiOperation({ operationId: 'listClaimStages', summary: 'How long a claim was in each stage, from the ledger' })
  @AnswersState(claimStages)
  async ofClaim(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const stays = await this.stages.ofClaim(actor.organization, id);
    if (stays.length === 0 && !(await this.claims.get(actor, id))) refuse('not_found', `There is no claim ${id} here.`);
    sendState(reply, { items: stays.map((stay) => ({ ...stay, seconds: seconds(stay.from, stay.until) })) });
  }

  @Get('stages')
  @May('desk.read')
  @ApiOperation({
    operationId: 'getStageTimes',
    summary:
      'Median and 90th percentile of the time in each stage, over the stays that ended in a period of up to 1,000,000 events',
  })
  @AnswersState(stageTimes)
  async ofPeriod(
    @Acting() actor: Actor,
    @Query() { from, to }: PeriodQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const items = await this.stages.ofPeriod(actor.organization, from, to);
    sendState(reply, { from, to, items: items as unknown as JsonObject[] });
  }
}

const seconds = (from: string, until: string | null): number | null =>
  until === null ? null : (Date.parse(until) - Date.parse(from)) / 1_000;
