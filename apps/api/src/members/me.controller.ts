import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersState } from '../shapes/described.js';
import { me } from '../shapes/views/members.js';

@ApiTags('members')
@Controller('v1/me')
export class MeController {
  @Get()
  @May('organization.read')
  @ApiOperation({ operationId: 'getMe', summary: 'Who this key stands for' })
  @AnswersState(me)
  me(@Acting() actor: Actor, @Res() reply: FastifyReply): void {
    const { organization, kind, member = null, key = null, roles } = actor;
    sendState(reply, { organization, kind, member, key, roles });
  }
}
