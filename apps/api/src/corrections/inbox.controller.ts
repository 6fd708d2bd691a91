import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DiscardFromInbox, InboxStore, SendPublicRequest, TakeFromInbox } from '#libs/desk';
import { type Actor, encodeCursor, refuse, type Repeat } from '#libs/kernel';
import { Acting, May, Open, Repeated } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { networkOf } from '../http/network-of.js';
import { PublicRates } from '../public/public-rates.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersPage, AnswersState, Refuses } from '../shapes/described.js';
import { correction, discarded, inboxRequest, publicReceipt, publicStatus } from '../shapes/views/corrections.js';
import { PublicRequestBody, StatusQuery, TakeFromInboxBody } from './corrections.dto.js';

const byNetwork = ({ ip }: FastifyRequest): string => networkOf(ip);

/** The one door for readers without a key, and the editors' side of it. */
@ApiTags('corrections')
@Controller()
export class InboxController {
  constructor(
    private readonly send: SendPublicRequest,
    private readonly takeIn: TakeFromInbox,
    private readonly discard: DiscardFromInbox,
    private readonly inbox: InboxStore,
  ) {}

  @Post('p/:slug/corrections')
  @Open()
  // Per address and hour; the newsroom as a whole has a bound of its own.
  @RouteConfig({ rateLimit: { max: 10, timeWindow: '1 hour', keyGenerator: byNetwork } })
  @ApiOperation({
    operationId: 'sendPublicRequest',
    summary: 'Readers: ask a newsroom for a correction. Gives a reference and a token for the status',
  })
  @AnswersMade(publicReceipt)
  @Refuses('request.too_many')
  async publicRequest(
    @Param('slug') slug: string,
    @Body() body: PublicRequestBody,
    @Repeated() repeat: Repeat | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { reference, token } = await this.send.run(slug, body, reply.request.id, repeat);
    sendState(
      reply,
      { reference, token, status: `/p/${slug}/corrections/${reference}?token=${token}` },
      `/p/${slug}/corrections/${reference}`,
    );
  }

  @Get('p/:slug/corrections/:reference')
  @Open()
  @UseGuards(PublicRates)
  @ApiOperation({ operationId: 'getPublicRequest', summary: 'Readers: how far your request is' })
  @AnswersState(publicStatus)
  @Refuses('request.too_many')
  async status(
    @Param('slug') slug: string,
    @Param('reference') reference: string,
    @Query() query: StatusQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const organization = await this.inbox.organizationAt(slug);
    const status = organization && (await this.inbox.status(organization, reference, query.token));
    sendState(reply, status || refuse('not_found', 'There is no request with this reference and token here.'));
  }

  @Get('v1/correction-inbox')
  @May('correction.acknowledge')
  @ApiOperation({
    operationId: 'listInbox',
    summary: 'What readers have sent and nobody has taken in yet, newest first',
  })
  @AnswersPage(inboxRequest)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'inbox' };
    const { shown, read } = pageOf(query, list);
    const found = await this.inbox.list(actor.organization, read);
    const items = found.slice(0, shown.limit);
    const last = items.at(-1);
    sendState(reply, {
      items: items as never,
      next: last && found.length > shown.limit ? encodeCursor(last.id, list) : null,
    });
  }

  @Post('v1/correction-inbox/:id/take')
  @May('correction.acknowledge')
  @ApiOperation({
    operationId: 'takeFromInbox',
    summary: "Take a reader's request in: it becomes an acknowledged correction",
  })
  @AnswersMade(correction)
  @Refuses('correction.nothing_published', 'correction.taken_in')
  async take(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: TakeFromInboxBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const correction = await this.takeIn.run(actor, id, body);
    sendState(reply, correction, `/v1/corrections/${correction.id}`);
  }

  @Post('v1/correction-inbox/:id/discard')
  @HttpCode(200)
  @May('correction.acknowledge')
  @ApiOperation({ operationId: 'discardFromInbox', summary: 'Erase what is no request' })
  @AnswersState(discarded)
  async discarded(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.discard.run(actor, id));
  }
}
