import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RegisterTopic, TopicStore } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { AnswersMade, AnswersOne, AnswersPage, Refuses } from '../shapes/described.js';
import { PageQuery } from '../shapes/paging.js';
import { topic } from '../shapes/views/claims.js';
import { RegisterTopicBody } from './topics.dto.js';

/** What claims are about. */
@ApiTags('registers')
@Controller('v1/topics')
export class TopicsController {
  constructor(
    private readonly register: RegisterTopic,
    private readonly topics: TopicStore,
  ) {}

  @Post()
  @May('topic.register')
  @ApiOperation({ operationId: 'registerTopic', summary: 'Put a topic into the register, under a code that stays' })
  @AnswersMade(topic)
  @Refuses('topic.code_taken')
  async post(@Acting() actor: Actor, @Body() body: RegisterTopicBody, @Res() reply: FastifyReply): Promise<void> {
    const made = await this.register.run(actor, body);
    sendState(reply, made, `/v1/topics/${made.id}`);
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ operationId: 'listTopics', summary: 'The topics, newest first' })
  @AnswersPage(topic)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'topics' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.topics.list(actor.organization, read), shown, list);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getTopic', summary: 'One topic' })
  @AnswersOne(topic)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.topics.get(actor.organization, id), `There is no topic ${id} here.`);
  }
}
