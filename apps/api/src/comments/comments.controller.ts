import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AddComment, ClaimReads, CommentStore, ReopenComment, ResolveComment } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { claimOf } from '../claims/claim-of.js';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPageOf, sendState } from '../http/answers.js';
import { Expected, Id, pageOf } from '../http/inputs.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { comment } from '../shapes/views/comments.js';
import { commentInput } from './comment-input.js';
import { AddCommentBody, CommentsQuery } from './comments.dto.js';

@ApiTags('comments')
@Controller('v1')
export class CommentsController {
  constructor(
    private readonly claims: ClaimReads,
    private readonly comments: CommentStore,
    private readonly add: AddComment,
    private readonly resolve: ResolveComment,
    private readonly reopen: ReopenComment,
  ) {}

  @Post('claims/:id/comments')
  @May('comment.add')
  @ApiOperation({
    operationId: 'addComment',
    summary: 'Comment on a claim, one of its citations, a verdict or words of it; or answer in a thread',
  })
  @AnswersMade(comment)
  @Refuses('comment.is_reply', 'comment.wrong_state', 'comment.passage_not_found', 'quote.ambiguous')
  async post(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: AddCommentBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = await this.add.run(actor, id, commentInput(body));
    sendState(reply, made, `/v1/comments/${made.id}`);
  }

  @Get('claims/:id/comments')
  @May('desk.read')
  @ApiOperation({ operationId: 'listComments', summary: 'What the desk said on a claim, newest first' })
  @AnswersPage(comment)
  async list(
    @Acting() actor: Actor,
    @Id() id: string,
    @Query() query: CommentsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { limit, cursor, ...by } = query;
    const list = { organization: actor.organization, filter: { comments: id, ...by } };
    const { shown, read } = pageOf({ limit, cursor }, list);
    const rows = await this.comments.listOfClaim(actor.organization, id, by, read);
    await sendPageOf(claimOf(this.claims, actor, id), reply, rows, shown, list);
  }

  @Get('comments/:id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getComment', summary: 'One comment' })
  @AnswersOne(comment)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.comments.get(actor.organization, id), `There is no comment ${id} here.`);
  }

  @Post('comments/:id/resolve')
  @HttpCode(200)
  @May('comment.resolve')
  @ApiOperation({ operationId: 'resolveComment', summary: 'Say that a thread is done with' })
  @AnswersState(comment)
  @IfMatch('optional')
  @Refuses('comment.is_reply', 'comment.wrong_state')
  async resolved(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.resolve.run(actor, id, expected));
  }

  @Post('comments/:id/reopen')
  @HttpCode(200)
  @May('comment.resolve')
  @ApiOperation({ operationId: 'reopenComment', summary: 'Take up again a thread that was resolved' })
  @AnswersState(comment)
  @IfMatch('optional')
  @Refuses('comment.is_reply', 'comment.wrong_state')
  async reopened(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.reopen.run(actor, id, expected));
  }
}
