import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actions, mayDo } from '#libs/factcheck';
import { CreateOwnKey } from '#libs/identity';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersMade, AnswersState, Refuses } from '../shapes/described.js';
import { issuedKey, me } from '../shapes/views/members.js';
import { CreateKeyBody } from './keys.dto.js';

@ApiTags('members')
@Controller('v1/me')
export class MeController {
  constructor(private readonly create: CreateOwnKey) {}

  @Get()
  @May('self.read')
  @ApiOperation({ operationId: 'getMe', summary: 'Who this key stands for, and all that it may do' })
  @AnswersState(me)
  me(@Acting() actor: Actor, @Res() reply: FastifyReply): void {
    const { organization, kind, member = null, key = null, roles, scopes = null, period } = actor;
    const may = actions.filter((action) => mayDo(actor, action) === undefined);
    const shown = period ? { from: period.from, until: period.until } : null;
    sendState(reply, { organization, kind, member, key, roles, scopes, period: shown, may });
  }

  @Post('api-keys')
  @May('key.createOwn')
  @ApiOperation({
    operationId: 'createOwnApiKey',
    summary: 'A further key of your own, as wide as the one you present or narrower; it is shown once',
  })
  @AnswersMade(issuedKey)
  @Refuses('key.wider', 'key.expiry_past')
  async post(@Acting() actor: Actor, @Body() body: CreateKeyBody, @Res() reply: FastifyReply): Promise<void> {
    const { key, apiKey } = await this.create.run(actor, body);
    sendState(reply, { key, apiKey }, `/v1/api-keys/${apiKey.id}`);
  }
}
