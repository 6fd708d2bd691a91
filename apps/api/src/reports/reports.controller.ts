import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { mediaTypes, ReportFiles, reportFormats, ReportStore, RequestReport, TakeReport } from '#libs/outward';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { sendFile } from '../http/send-file.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersFile, AnswersMade, AnswersOne, AnswersPage, Refuses } from '../shapes/described.js';
import { report } from '../shapes/views/outside.js';
import { RequestReportBody } from './reports.dto.js';

const reportMediaTypes = reportFormats.map((format) => mediaTypes[format].split(';')[0] as string);

@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly request: RequestReport,
    private readonly taking: TakeReport,
    private readonly reports: ReportStore,
    private readonly files: ReportFiles,
  ) {}

  @Post()
  @May('report.request')
  @ApiOperation({
    operationId: 'requestReport',
    summary: 'Ask for a report; a worker makes it at the checkpoint that is fixed now',
  })
  @AnswersMade(report)
  @Refuses('report.nothing_signed', 'not_found')
  async post(@Acting() actor: Actor, @Body() body: RequestReportBody, @Res() reply: FastifyReply): Promise<void> {
    const { kind, format, checkpoint, ...parameters } = body;
    const report = await this.request.run(actor, { kind, format, checkpoint, parameters });
    sendState(reply, report, `/v1/reports/${report.id}`);
  }

  @Get()
  @May('report.read')
  @ApiOperation({ operationId: 'listReports', summary: 'The reports, newest first' })
  @AnswersPage(report)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'reports' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.reports.list(actor, read), shown, list);
  }

  @Get(':id')
  @May('report.read')
  @ApiOperation({ operationId: 'getReport', summary: 'One report with its progress' })
  @AnswersOne(report)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.reports.get(actor, id), `There is no report ${id} here.`);
  }

  @Get(':id/content')
  @May('report.read')
  @ApiOperation({ operationId: 'downloadReport', summary: 'Download a finished report, or go on with a download' })
  @AnswersFile(reportMediaTypes, 'The file.', ['ETag', 'Content-Disposition'], 'ranges')
  @Refuses(
    'report.not_ready',
    'report.failed',
    'report.wrong_state',
    'report.expired',
    'report.erased',
    'report.ballots_hidden',
    'request.range_not_satisfiable',
  )
  async content(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.files.open(actor, id);
    await sendFile(reply, file, () => this.taking.run(actor, file));
  }
}
