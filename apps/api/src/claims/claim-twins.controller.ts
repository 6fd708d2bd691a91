import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MergeClaim, SplitClaim, UnmergeClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersMade, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim, claimParts } from '../shapes/views/claims.js';
import { ReasonBody } from '../verdicts/verdicts.dto.js';
import { sendClaim } from './claim-answers.js';
import { quantityInput } from './claim-input.js';
import { MergeClaimBody, SplitClaimBody } from './claim-steps.dto.js';

/** Claims that are one, and one that is several. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimTwinsController {
  constructor(
    private readonly mergeClaim: MergeClaim,
    private readonly unmergeClaim: UnmergeClaim,
    private readonly splitClaim: SplitClaim,
  ) {}

  @Post(':id/merge')
  @HttpCode(200)
  @May('claim.merge')
  @ApiOperation({
    operationId: 'mergeClaim',
    summary: 'Merge a duplicate into another claim: its sayings count there, and no row moves',
  })
  @AnswersState(claim)
  @Refuses('not_found', 'claim.wrong_state', 'claim.merge_chain', 'claim.held')
  @IfMatch('optional')
  async merge(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: MergeClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.mergeClaim.run(actor, id, body, expected));
  }

  @Post(':id/unmerge')
  @HttpCode(200)
  @May('claim.unmerge')
  @ApiOperation({ operationId: 'unmergeClaim', summary: 'Undo a merge: the claim stands by itself again' })
  @AnswersState(claim)
  @Refuses('claim.wrong_state')
  @IfMatch('optional')
  async unmerge(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.unmergeClaim.run(actor, id, body, expected));
  }

  @Post(':id/split')
  @May('claim.split')
  @ApiOperation({
    operationId: 'splitClaim',
    summary: 'Make part claims out of one sentence: said by the same at the same places, each judged by itself',
  })
  @AnswersMade(claimParts)
  @Refuses('claim.wrong_state', 'claim.quantity_invalid')
  @IfMatch('optional')
  async split(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Body() body: SplitClaimBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const parts = body.parts.map(({ quantity, ...part }) => ({
      ...part,
      ...(quantity ? { quantity: quantityInput(quantity) } : {}),
    }));
    sendState(reply, await this.splitClaim.run(actor, id, parts, expected), `/v1/claims/${id}?include=links`);
  }
}
