import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ExportClaims, type ExportFormat } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { AnswersFile } from '../shapes/described.js';
import { ClaimExportQuery } from './claims.dto.js';

const mediaTypes = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

@ApiTags('reports')
@Controller('v1/claims')
export class ClaimExportController {
  constructor(private readonly exporting: ExportClaims) {}

  @Get('export.csv')
  @May('register.export')
  @ApiOperation({
    operationId: 'exportClaimsAsCsv',
    summary: 'All claims as they stand, one row each, streamed; a report has a checkpoint instead',
  })
  @AnswersFile([mediaTypes.csv], 'The columns of the claims register.', ['Content-Disposition'])
  csv(@Acting() actor: Actor, @Query() query: ClaimExportQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.send(actor, 'csv', query, reply);
  }

  @Get('export.ndjson')
  @May('register.export')
  @ApiOperation({
    operationId: 'exportClaimsAsNdjson',
    summary: 'All claims as they stand, one line each, streamed; a report has a checkpoint instead',
  })
  @AnswersFile([mediaTypes.ndjson], 'The columns of the claims register.', ['Content-Disposition'])
  ndjson(@Acting() actor: Actor, @Query() query: ClaimExportQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.send(actor, 'ndjson', query, reply);
  }

  private async send(actor: Actor, format: ExportFormat, query: ClaimExportQuery, reply: FastifyReply): Promise<void> {
    const isAsked = reply.request.method === 'GET';
    const bytes = isAsked ? await this.exporting.run(actor, format, { ...query }) : [];
    void reply
      .header('content-type', `${mediaTypes[format]}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="claims.${format}"`)
      .header('cache-control', 'private, no-store')
      .send(Readable.from(bytes, { objectMode: false }));
  }
}
