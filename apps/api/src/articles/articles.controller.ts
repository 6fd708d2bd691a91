import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ArticleStore, IngestArticle } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersFile, AnswersMade, AnswersOne, AnswersPage, Refuses } from '../shapes/described.js';
import { article, articleInList } from '../shapes/views/articles.js';
import { IngestArticleBody } from './articles.dto.js';

@ApiTags('articles')
@Controller('v1/articles')
export class ArticlesController {
  constructor(
    private readonly ingest: IngestArticle,
    private readonly articles: ArticleStore,
  ) {}

  @Post()
  @May('article.ingest')
  @ApiOperation({ operationId: 'ingestArticle', summary: 'Bring in an article with its text' })
  @AnswersMade(article)
  @Refuses('article.address_taken')
  async post(@Acting() actor: Actor, @Body() body: IngestArticleBody, @Res() reply: FastifyReply): Promise<void> {
    const article = await this.ingest.run(actor, body);
    sendState(reply, article, `/v1/articles/${article.id}`);
  }

  @Get()
  @May('desk.read')
  @ApiOperation({ operationId: 'listArticles', summary: 'The articles, newest first' })
  @AnswersPage(articleInList)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'articles' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.articles.list(actor.organization, read), shown, list);
  }

  @Get(':id')
  @May('desk.read')
  @ApiOperation({ operationId: 'getArticle', summary: 'One article with its current revision' })
  @AnswersOne(article)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.articles.get(actor.organization, id), `There is no article ${id} here.`);
  }

  @Get(':id/text')
  @May('desk.read')
  @ApiOperation({
    operationId: 'getArticleText',
    summary: 'The text of the current revision: the bytes its SHA-256 names',
  })
  @AnswersFile(['text/plain'], 'The text.', ['ETag'])
  async text(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const revision =
      (await this.articles.text(actor.organization, id)) ?? refuse('not_found', `There is no article ${id} here.`);
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('etag', `"${revision.sha256}"`)
      .send(revision.body);
  }
}
