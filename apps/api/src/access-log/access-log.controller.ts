import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessLog, AccessLogReads } from '#libs/identity';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendPage } from '../http/answers.js';
import { pageOf } from '../http/inputs.js';
import { AnswersPage } from '../shapes/described.js';
import { PageQuery } from '../shapes/paging.js';
import { accessDigest, accessEntry } from '../shapes/views/access-log.js';
import { AccessLogQuery } from './access-log.dto.js';

@ApiTags('members')
@Controller('v1/access-log')
export class AccessLogController {
  constructor(
    private readonly log: AccessLog,
    private readonly reads: AccessLogReads,
  ) {}

  @Get()
  @May('access_log.read')
  @ApiOperation({
    operationId: 'listAccessLog',
    summary: 'Who came in by which key, and who was refused what, newest first; kept for some weeks',
  })
  @AnswersPage(accessEntry)
  async list(@Acting() actor: Actor, @Query() query: AccessLogQuery, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, kind, code, key, member } = query;
    const filter = { kind, code, key, member };
    const list = { organization: actor.organization, filter };
    const { shown, read } = pageOf({ limit, cursor }, list);
    // What this process has not written yet.
    await this.log.flush();
    sendPage(reply, await this.reads.list(actor.organization, filter, read), shown, list);
  }

  @Get('digests')
  @May('access_log.read')
  @ApiOperation({
    operationId: 'listAccessDigests',
    summary: 'The digest of each day, newest first: also in the ledger, and kept when the entries are not',
  })
  @AnswersPage(accessDigest)
  async digests(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'access-digests' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.reads.digests(actor.organization, read), shown, list);
  }
}
