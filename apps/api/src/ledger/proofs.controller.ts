import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersState, Refuses } from '../shapes/described.js';
import { consistencyProof, inclusionProof, ledgerEntries } from '../shapes/views/ledger.js';
import { EntryTeller } from './entry-teller.js';
import { ConsistencyQuery, EntriesQuery, InclusionQuery } from './ledger.dto.js';
import { ProofReader } from './proof-reader.js';

@ApiTags('ledger')
@Controller('v1/ledger')
export class ProofsController {
  constructor(
    private readonly teller: EntryTeller,
    private readonly proofs: ProofReader,
  ) {}

  @Get('entries')
  @May('ledger.read')
  @ApiOperation({
    operationId: 'listLedgerEntries',
    summary: 'Entries by index; what is not for the caller is told as its place, its leaf hash and why',
  })
  @AnswersState(ledgerEntries)
  async entries(@Acting() actor: Actor, @Query() query: EntriesQuery, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.teller.tell(actor, query.from ?? 0, query.limit ?? 100));
  }

  @Get('proofs/inclusion')
  @May('ledger.read')
  @ApiOperation({
    operationId: 'proveInclusion',
    summary: 'That one entry is in a tree of this size (RFC 6962), also as a C2SP tlog-proof where the size is signed',
  })
  @AnswersState(inclusionProof)
  @Refuses('report.nothing_signed', 'not_found')
  async inclusion(@Acting() actor: Actor, @Query() query: InclusionQuery, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.proofs.inclusion(actor.organization, query));
  }

  @Get('proofs/consistency')
  @May('ledger.read')
  @ApiOperation({
    operationId: 'proveConsistency',
    summary: 'That one tree is the beginning of another (RFC 6962): nothing before was changed or taken away',
  })
  @AnswersState(consistencyProof)
  @Refuses('report.nothing_signed')
  async consistency(
    @Acting() actor: Actor,
    @Query() query: ConsistencyQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.proofs.consistency(actor.organization, query));
  }
}
