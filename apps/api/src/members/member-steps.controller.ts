import { Body, Controller, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeMember, InviteAgain, type MemberChange, ReinstateMember, SuspendMember } from '#libs/identity';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, ExpectedRequired, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { invitedMember, member } from '../shapes/views/members.js';
import { termsOf } from './key-terms.js';
import { InviteAgainBody } from './keys.dto.js';
import { ChangeMemberBody, StandingBody } from './members.dto.js';

/** What an administrator does to a member. */
@ApiTags('members')
@Controller('v1/members')
export class MemberStepsController {
  constructor(
    private readonly change: ChangeMember,
    private readonly suspend: SuspendMember,
    private readonly reinstate: ReinstateMember,
    private readonly inviteAgain: InviteAgain,
  ) {}

  @Patch(':id')
  @May('member.change')
  @ApiOperation({
    operationId: 'changeMember',
    summary: 'Another name or address, other roles; they hold from the next request of that member on',
  })
  @AnswersState(member)
  @IfMatch('required')
  @Refuses('member.own_roles', 'member.name_taken', 'member.email_taken', 'member.erased')
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Body() body: ChangeMemberBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.change.run(actor, id, given(body), expected));
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @May('member.change')
  @ApiOperation({
    operationId: 'suspendMember',
    summary: 'Let a member in no more, at once; what they wrote, and what is assigned to them, stays',
  })
  @AnswersState(member)
  @IfMatch('optional')
  @Refuses('member.last_admin', 'member.wrong_state', 'member.erased')
  async off(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: StandingBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.suspend.run(actor, id, body.reason, expected));
  }

  @Post(':id/reinstate')
  @HttpCode(200)
  @May('member.change')
  @ApiOperation({ operationId: 'reinstateMember', summary: 'Let a suspended member in again, with what was theirs' })
  @AnswersState(member)
  @IfMatch('optional')
  @Refuses('member.wrong_state', 'member.email_taken', 'member.erased')
  async on(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: StandingBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.reinstate.run(actor, id, body.reason, expected));
  }

  @Post(':id/invite')
  @HttpCode(200)
  @May('member.invite')
  @ApiOperation({
    operationId: 'inviteMemberAgain',
    summary: 'Another invitation, in place of one that was lost, or for a member who lost their key',
  })
  @AnswersState(invitedMember)
  @IfMatch('optional')
  @Refuses('member.wrong_state', 'key.period_unfit', 'member.erased')
  async again(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: InviteAgainBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { member, invitation } = await this.inviteAgain.run(actor, id, termsOf(body.key), expected);
    sendState(reply, { ...member, invitation });
  }
}

/** What was sent: `null` takes an address away, absence leaves it. */
const given = ({ name, email, roles }: ChangeMemberBody): MemberChange => ({
  ...(name === undefined ? {} : { name }),
  ...(email === undefined ? {} : { email }),
  ...(roles === undefined ? {} : { roles }),
});
