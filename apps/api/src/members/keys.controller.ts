import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateIntegrationKey, KeyReads, RevokeKey, RotateKey } from '#libs/identity';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Expected, Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersOne, AnswersPage, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { apiKey, apiKeyWithUse, issuedKey, rotatedKey } from '../shapes/views/members.js';
import { CreateKeyBody, RotateKeyBody } from './keys.dto.js';

@ApiTags('members')
@Controller('v1/api-keys')
export class KeysController {
  constructor(
    private readonly create: CreateIntegrationKey,
    private readonly rotate: RotateKey,
    private readonly revoke: RevokeKey,
    private readonly keys: KeyReads,
  ) {}

  @Post()
  @May('key.create')
  @ApiOperation({ operationId: 'createApiKey', summary: 'Issue a key for a machine; it is shown once' })
  @AnswersMade(issuedKey)
  @Refuses('key.expiry_past')
  async post(@Acting() actor: Actor, @Body() body: CreateKeyBody, @Res() reply: FastifyReply): Promise<void> {
    const { key, apiKey } = await this.create.run(actor, body);
    sendState(reply, { key, apiKey }, `/v1/api-keys/${apiKey.id}`);
  }

  @Get()
  @May('key.read')
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Your keys, newest first; for an administrator, all' })
  @AnswersPage(apiKeyWithUse)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'api-keys' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.keys.list(actor, read), shown, list);
  }

  @Get(':id')
  @May('key.read')
  @ApiOperation({ operationId: 'getApiKey', summary: 'One key, without its secret' })
  @AnswersOne(apiKeyWithUse)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.keys.get(actor, id), `There is no key ${id} here.`);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @May('key.rotate')
  @ApiOperation({
    operationId: 'rotateApiKey',
    summary: 'A new key in place of this one, shown once; the old one works on for some hours',
  })
  @AnswersState(rotatedKey)
  @IfMatch('optional')
  @Refuses('key.not_yours', 'key.not_active')
  async rotated(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: RotateKeyBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { key, apiKey, replaced } = await this.rotate.run(actor, id, body.graceHours ?? 24, expected);
    sendState(reply, { key, apiKey, replaced });
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @May('key.revoke')
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Let a key open no door any more, at once' })
  @AnswersState(apiKey)
  @IfMatch('optional')
  @Refuses('key.not_active')
  async revoked(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.revoke.run(actor, id, expected));
  }
}
