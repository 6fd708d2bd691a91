import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InviteMember, MemberReads, RedeemInvitation } from '#libs/identity';
import type { Actor, Repeat } from '#libs/kernel';
import { Acting, May, Open, Repeated } from '../http/acting.js';
import { sendOne, sendPage, sendState } from '../http/answers.js';
import { Id, pageOf } from '../http/inputs.js';
import { PageQuery } from '../shapes/paging.js';
import { AnswersMade, AnswersOne, AnswersPage, Refuses } from '../shapes/described.js';
import { invitedMember, member, redeemed } from '../shapes/views/members.js';
import { termsOf } from './key-terms.js';
import { InviteMemberBody, RedeemInvitationBody } from './members.dto.js';

@ApiTags('members')
@Controller('v1')
export class MembersController {
  constructor(
    private readonly invite: InviteMember,
    private readonly redeem: RedeemInvitation,
    private readonly members: MemberReads,
  ) {}

  @Post('members')
  @May('member.invite')
  @ApiOperation({ operationId: 'inviteMember', summary: 'Invite a member; the one-time invitation is shown once' })
  @AnswersMade(invitedMember)
  @Refuses('member.name_taken', 'member.email_taken', 'key.period_unfit')
  async post(@Acting() actor: Actor, @Body() body: InviteMemberBody, @Res() reply: FastifyReply): Promise<void> {
    const { member, invitation } = await this.invite.run(actor, { ...body, key: termsOf(body.key) });
    sendState(reply, { ...member, invitation }, `/v1/members/${member.id}`);
  }

  @Post('invitations/redeem')
  @Open()
  @ApiOperation({ operationId: 'redeemInvitation', summary: 'Exchange an invitation for your own API key, once' })
  @AnswersMade(redeemed)
  @Refuses('invitation.invalid', 'key.expiry_past')
  async redeemed(
    @Body() body: RedeemInvitationBody,
    @Repeated() repeat: Repeat | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { key, member } = await this.redeem.run(body.invitation, reply.request.id, repeat);
    sendState(reply, { key, member }, '/v1/me');
  }

  @Get('members')
  @May('member.read')
  @ApiOperation({ operationId: 'listMembers', summary: 'The members, newest first' })
  @AnswersPage(member)
  async list(@Acting() actor: Actor, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const list = { organization: actor.organization, filter: 'members' };
    const { shown, read } = pageOf(query, list);
    sendPage(reply, await this.members.list(actor, read), shown, list);
  }

  @Get('members/:id')
  @May('member.read')
  @ApiOperation({ operationId: 'getMember', summary: 'One member' })
  @AnswersOne(member)
  async get(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.members.get(actor, id), `There is no member ${id} here.`);
  }
}
