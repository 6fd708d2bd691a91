import { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddCapture, CaptureStore, RequestCapture } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { AnswersFile, AnswersMade, AnswersOne, AnswersPage, Refuses } from '../shapes/described.js';
import { capture } from '../shapes/views/evidence.js';
import { PageQuery } from '../shapes/paging.js';
import { bodyOf } from './body-of.js';
import { AddCaptureQuery, FetchCaptureBody } from './captures.dto.js';

/** Bytes of sources, named by their SHA-256. Never shown inside a page of ours: whoever wrote them is a stranger. */
@ApiTags('evidence')
@Controller('v1/captures')
export class CapturesController {
  constructor(
    private readonly add: AddCapture,
    private readonly request: RequestCapture,
    private readonly captures: CaptureStore,
  ) {}

  @Post()
  @May('capture.add')
  @ApiConsumes('*/*')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The bytes, of any type, up to 25 MiB.' })
  @ApiOperation({ operationId: 'addCapture', summary: 'Capture bytes that you have: a page, a document, a picture' })
  @AnswersMade(capture)
  @Refuses('capture.too_large', 'capture.empty')
  async post(
    @Acting() actor: Actor,
    @Query() query: AddCaptureQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = String(request.headers['x-captured-type'] ?? '').slice(0, 200);
    const capture = await this.add.run(actor, bodyOf(request), { ...query, ...(type ? { contentType: type } : {}) });
    sendState(reply, capture, `/v1/captures/${capture.id}`);
  }

  @Post('fetch')
  @May('capture.add')
  @ApiOperation({
    operationId: 'fetchCapture',
    summary: 'Have an address captured by a worker; ask for the capture to see how it went',
  })
  @AnswersMade(capture)
  @Refuses('endpoint.address_refused')
  async fetch(@Acting() actor: Actor, @Body() body: FetchCaptureBody, @Res() reply: FastifyReply): Promise<void> {
    const capture = await this.request.run(actor, body.url);
    sendState(reply, capture, `/v1/captures/${capture.id}`);
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ operationId: 'listCaptures', summary: 'The captures, newest first' })
  @AnswersPage(capture)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'captures' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.captures.list(actor.organization, read), shown, list);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({
    operationId: 'getCapture',
    summary: 'What was captured, from where and when; the bytes are at …/content',
  })
  @AnswersOne(capture)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.captures.get(actor.organization, id), `There is no capture ${id} here.`);
  }

  @Get(':id/content')
  @May('desk.read')
  @ApiOperation({ operationId: 'downloadCapture', summary: 'Download the captured bytes' })
  @AnswersFile(['application/octet-stream'], 'The bytes as they came.', ['ETag', 'Content-Disposition'])
  @Refuses('capture.not_ready', 'capture.erased')
  async content(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.captures.file(actor.organization, id);
    void reply
      // Not the type they came with: no browser may take a stranger's bytes for a page of this address.
      .header('content-type', 'application/octet-stream')
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename="capture-${file.id}"`)
      .header('content-security-policy', `default-src 'none'; frame-ancestors 'none'; sandbox`)
      .header('cross-origin-resource-policy', 'same-origin')
      .header('etag', `"${file.sha256}"`)
      .header('cache-control', 'private, no-cache')
      .send(Readable.from(file.bytes));
  }
}
