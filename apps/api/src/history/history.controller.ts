import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimReads, HistoryWords } from '#libs/desk';
import {
  type EventTold,
  eventTypes,
  factsFor,
  isEventType,
  isSecret,
  sentenceOf,
  whyOf,
  type Wording,
} from '#libs/factcheck';
import { type Actor, type JsonObject, refuse } from '#libs/kernel';
import { type HistoryItem, HistoryStore, LogTimes } from '#libs/ledger';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersState } from '../shapes/described.js';
import { history } from '../shapes/views/history.js';
import { HistoryQuery } from './history.dto.js';

/** What happened to a claim, in words and in data. */
@ApiTags('claims')
@Controller('v1/claims')
export class HistoryController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly histories: HistoryStore,
    private readonly words: HistoryWords,
    private readonly times: LogTimes,
  ) {}

  @Get(':id/history')
  @May('history.read')
  @ApiOperation({
    operationId: 'listClaimHistory',
    summary: 'Who did what when and why, from the ledger, newest first; names for those who may know them',
  })
  @AnswersState(history)
  async history(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: HistoryQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = query.limit ?? 50;
    const { organization, period } = actor;
    const span = period && (await this.times.span(organization, period));
    const before = span ? Math.min(query.before ?? span.until, span.until) : query.before;
    const found = await this.histories.of(organization, { type: 'claim', id }, before, limit + 1, span?.from);
    // Nothing in the period of an assessor's key: to them there is no such claim.
    if (found.length === 0 && (span || !(await this.claims.get(actor, id))))
      refuse('not_found', `There is no claim ${id} here.`);
    const shown = found.slice(0, limit);
    const wording = await this.words.of(actor, shown.map(eventOf));
    const next = found.length > limit ? (shown.at(-1)?.index ?? null) : null;
    sendState(reply, { items: shown.map((item) => told(item, wording)), next });
  }
}

type Event = Omit<EventTold, 'changes'> & {
  readonly id: string;
  readonly occurredAt: string;
  readonly changes: readonly (EventTold['changes'][number] & { readonly version: number })[];
};
const eventOf = ({ event }: HistoryItem): Event => event as unknown as Event;

function told(item: HistoryItem, wording: Wording): JsonObject {
  const event = eventOf(item);
  const { id, type, occurredAt, actor, changes } = event;
  const member = isSecret(event, wording) ? null : actor.member;
  return {
    index: item.index,
    event: id,
    type,
    title: isEventType(type) ? eventTypes[type].title : type,
    sentence: sentenceOf(event, wording),
    why: whyOf(event, wording) ?? null,
    occurredAt,
    sequencedAt: item.sequencedAt,
    actor: { kind: actor.kind, member, name: (member !== null ? wording.name(member) : undefined) ?? null },
    facts: factsFor(event, wording) as JsonObject,
    changes: changes.map((change) => ({ type: change.type, id: change.id, version: change.version })),
  };
}
