import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AddUtterance, ClaimReads, SetTopics, UnlinkClaims, WordingReads } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { ExpectedRequired, Id } from '../http/inputs.js';
import { AnswersMade, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { claim, claimLink, utterance, wordings } from '../shapes/views/claims.js';
import { ReasonBody } from '../verdicts/verdicts.dto.js';
import { sendClaim } from './claim-answers.js';
import { sayingInput } from './claim-input.js';
import { SetTopicsBody } from './claims.dto.js';
import { AddUtteranceBody } from './sayings.dto.js';

/** What a claim says, who said it again, what it is about and stands to. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimWordsController {
  constructor(
    private readonly addUtterance: AddUtterance,
    private readonly setTopics: SetTopics,
    private readonly unlink: UnlinkClaims,
    private readonly wordings: WordingReads,
    private readonly claims: ClaimReads,
  ) {}

  @Post(':id/utterances')
  @May('utterance.add')
  @ApiOperation({
    operationId: 'addUtterance',
    summary: 'The claim was said again: by somebody else, elsewhere, earlier',
  })
  @AnswersMade(utterance)
  @Refuses('claim.wrong_state', 'quote.not_found', 'quote.ambiguous')
  async utterance(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: AddUtteranceBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const said = await this.addUtterance.run(actor, id, sayingInput(body));
    sendState(reply, said, `/v1/claims/${id}?include=utterances`);
  }

  @Put(':id/topics')
  @May('claim.edit')
  @ApiOperation({ operationId: 'setClaimTopics', summary: 'Say what a claim is about, all of it at once' })
  @AnswersState(claim)
  @Refuses('topic.unknown')
  @IfMatch('required')
  async topics(
    @Acting() actor: Actor,
    @Id() id: string,
    @ExpectedRequired() expected: number,
    @Body() body: SetTopicsBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendClaim(reply, actor, await this.setTopics.run(actor, id, body.topics, expected));
  }

  @Post(':id/links/:link/remove')
  @HttpCode(200)
  @May('claim.link')
  @ApiOperation({ operationId: 'unlinkClaim', summary: 'Take a link away, from either end; its row stays' })
  @AnswersState(claimLink)
  @Refuses('claim.link_removed')
  async remove(
    @Acting() actor: Actor,
    @Id() id: string,
    @Id('link') link: string,
    @Body() body: ReasonBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.unlink.run(actor, id, link, body));
  }

  @Get(':id/wordings')
  @May('desk.read')
  @ApiOperation({
    operationId: 'listClaimWordings',
    summary: 'The words of a claim, each as long as they stood, the oldest first; from the ledger',
  })
  @AnswersState(wordings)
  async worded(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const items = await this.wordings.ofClaim(actor.organization, id);
    if (items.length === 0 && !(await this.claims.get(actor, id))) refuse('not_found', `There is no claim ${id} here.`);
    sendState(reply, { items });
  }
}
