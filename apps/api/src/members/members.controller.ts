import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateIntegrationKey, InviteMember, MemberStore, RedeemInvitation } from '#libs/identity';
import type { Actor } from '#libs/kernel';
import { Acting, May, Open } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { CreateKeyBody, InviteMemberBody, RedeemInvitationBody } from './members.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('v1')
export class MembersController {
  constructor(
    private readonly invite: InviteMember,
    private readonly redeem: RedeemInvitation,
    private readonly createKey: CreateIntegrationKey,
    private readonly members: MemberStore,
  ) {}

  @Post('members')
  @May('member.invite')
  @ApiOperation({ summary: 'Invite a member; the one-time invitation is shown once' })
  async post(@Acting() actor: Actor, @Body() body: InviteMemberBody, @Res() reply: FastifyReply): Promise<void> {
    const { member, invitation } = await this.invite.run(actor, body);
    sendState(reply, { ...member, invitation }, `/v1/members/${member.id}`);
  }

  @Post('invitations/redeem')
  @Open()
  @ApiOperation({ summary: 'Exchange an invitation for your own API key, once' })
  async redeemed(@Body() body: RedeemInvitationBody, @Res() reply: FastifyReply): Promise<void> {
    const { key, member } = await this.redeem.run(body.invitation, reply.request.id);
    sendState(reply, { key, member }, '/v1/me');
  }

  @Post('api-keys')
  @May('key.create')
  @ApiOperation({ summary: 'Issue a key for a machine; it is shown once' })
  async key(@Acting() actor: Actor, @Body() body: CreateKeyBody, @Res() reply: FastifyReply): Promise<void> {
    const { key, apiKey } = await this.createKey.run(actor, body);
    sendState(reply, { key, apiKey }, `/v1/api-keys/${apiKey.id}`);
  }

  @Get('me')
  @May('organization.read')
  @ApiOperation({ summary: 'Who this key stands for' })
  me(@Acting() actor: Actor, @Res() reply: FastifyReply): void {
    const { organization, kind, member = null, key = null, roles } = actor;
    sendState(reply, { organization, kind, member, key, roles });
  }

  @Get('members')
  @May('member.read')
  @ApiOperation({ summary: 'The members, newest first' })
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const { shown, read } = pageOf(query, 'members');
    sendPage(reply, await this.members.list(actor.organization, read), shown, 'members');
  }

  @Get('members/:id')
  @May('member.read')
  @ApiOperation({ summary: 'One member' })
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.members.get(actor.organization, id), `There is no member ${id} here.`);
  }
}
