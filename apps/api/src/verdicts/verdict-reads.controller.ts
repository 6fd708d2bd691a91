import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AsOf, VerdictStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { AsOfQuery } from '../history/as-of.dto.js';
import { notThen, PastReader } from '../history/past-reader.js';
import { Acting, May } from '../http/acting.js';
import { sendOne } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersOne } from '../shapes/described.js';
import { verdict } from '../shapes/views/verdicts.js';

/** One verdict, now or then. */
@ApiTags('verdicts')
@Controller('v1/verdicts')
export class VerdictReadsController {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly past: PastReader,
    private readonly asOf: AsOf,
  ) {}

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getVerdict', summary: 'One verdict; now, or as it was' })
  @AnswersOne(verdict)
  async get(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: AsOfQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const at = await this.past.at(actor, query);
    if (at) return sendOne(reply, await this.asOf.verdict(at, id), notThen(`verdict ${id}`, at), true);
    sendOne(reply, await this.verdicts.get(actor.organization, id), `There is no verdict ${id} here.`);
  }
}
