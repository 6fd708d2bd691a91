import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AsOf, ClaimReads, VerdictStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { AsOfQuery } from '../history/as-of.dto.js';
import { claimOf } from '../claims/claim-of.js';
import { notThen, PastReader } from '../history/past-reader.js';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPageOf } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { AnswersOne, AnswersPage } from '../shapes/described.js';
import { PageQuery } from '../shapes/paging.js';
import { verdict } from '../shapes/views/verdicts.js';

/** Verdicts, now or then. */
@ApiTags('verdicts')
@Controller('v1')
export class VerdictReadsController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly verdicts: VerdictStore,
    private readonly past: PastReader,
    private readonly asOf: AsOf,
  ) {}

  @Get('verdicts/:id')
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

  @Get('claims/:id/verdicts')
  @May('desk.read')
  @ApiOperation({ operationId: 'listVerdicts', summary: 'The verdict versions of a claim, newest first' })
  @AnswersPage(verdict)
  async list(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = ['verdicts', id];
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf(query, list);
    const rows = await this.verdicts.listOfClaim(actor.organization, id, read);
    await sendPageOf(claimOf(this.claims, actor, id), reply, rows, shown, list);
  }
}
