import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AcceptClaim, AssignClaim, ClaimReads, DeclineClaim } from '#libs/desk';
import { eventTypes, isEventType } from '#libs/factcheck';
import { type Actor, refuse } from '#libs/kernel';
import { type HistoryItem, HistoryStore } from '#libs/ledger';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim } from '../shapes/views/claims.js';
import { history } from '../shapes/views/ledger.js';
import { AcceptClaimBody, AssignClaimBody, DeclineClaimBody, HistoryQuery } from './claims.dto.js';

/** The steps of a claim's workflow, and what happened so far. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimStepsController {
  constructor(
    private readonly acceptClaim: AcceptClaim,
    private readonly declineClaim: DeclineClaim,
    private readonly assignClaim: AssignClaim,
    private readonly claims: ClaimReads,
    private readonly histories: HistoryStore,
  ) {}

  @Post(':id/accept')
  @HttpCode(200)
  @May('claim.accept')
  @ApiOperation({ operationId: 'acceptClaim', summary: 'Take a submitted claim up' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state')
  @IfMatch('optional')
  async accept(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AcceptClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.acceptClaim.run(actor, id, body, expected));
  }

  @Post(':id/decline')
  @HttpCode(200)
  @May('claim.decline')
  @ApiOperation({ operationId: 'declineClaim', summary: 'Do not take a submitted claim up, for a reason' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.reason_needed')
  @IfMatch('optional')
  async decline(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: DeclineClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.declineClaim.run(actor, id, body, expected));
  }

  @Post(':id/assign')
  @HttpCode(200)
  @May('claim.assign')
  @ApiOperation({ operationId: 'assignClaim', summary: 'Give a claim to a researcher, or to another one' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state', 'claim.assignee_not_researcher')
  @IfMatch('optional')
  async assign(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: AssignClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.assignClaim.run(actor, id, body, expected));
  }

  @Get(':id/history')
  @May('desk.read')
  @ApiOperation({ operationId: 'listClaimHistory', summary: 'Who did what when, from the ledger, newest first' })
  @AnswersState(history)
  async history(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: HistoryQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = query.limit ?? 50;
    const found = await this.histories.ofRoot(actor.organization, id, query.before, limit + 1);
    if (found.length === 0 && !(await this.claims.get(actor.organization, id)))
      refuse('not_found', `There is no claim ${id} here.`);
    const items = found.slice(0, limit).map(inWords);
    sendState(reply, { items, next: found.length > limit ? (items.at(-1)?.index ?? null) : null });
  }
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly member: string | null };
  readonly facts: object;
  readonly changes: readonly { readonly type: string; readonly id: string; readonly version: number }[];
}

function inWords({ index, sequencedAt, event }: HistoryItem) {
  const { id, type, occurredAt, actor, facts, changes } = event as unknown as Told;
  return {
    index,
    event: id,
    type,
    title: isEventType(type) ? eventTypes[type].title : type,
    occurredAt,
    sequencedAt,
    actor: { kind: actor.kind, member: actor.member },
    facts: facts as never,
    changes: changes.map((change) => ({ type: change.type, id: change.id, version: change.version })),
  };
}
