import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeMethodology, MethodologyStore } from '#libs/identity';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendOne, sendState } from '../http/answers.js';
import { ExpectedRequired } from '../http/inputs.js';
import { AnswersOne, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { methodology, methodologyVersions } from '../shapes/views/organization.js';
import { ChangeMethodologyBody } from './methodology.dto.js';

/** How the newsroom says it works, in versions that verdicts name. */
@ApiTags('organization')
@Controller('v1/organization/methodology')
export class MethodologyController {
  constructor(
    private readonly change: ChangeMethodology,
    private readonly texts: MethodologyStore,
  ) {}

  @Get()
  @May('organization.read')
  @ApiOperation({
    operationId: 'getMethodology',
    summary: 'The methodology in force; version 0 and no text before the first one is written',
  })
  @AnswersOne(methodology)
  async get(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.texts.get(actor.organization), 'There is no such organization.');
  }

  @Put()
  @May('methodology.change')
  @ApiOperation({
    operationId: 'changeMethodology',
    summary: 'Put a new version of the methodology in force; verdicts keep the one they were submitted under',
  })
  @AnswersState(methodology)
  @Refuses('methodology.unchanged')
  @IfMatch('required')
  async put(
    @Acting() actor: Actor,
    @ExpectedRequired() expected: number,
    @Body() { language, text }: ChangeMethodologyBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.change.run(actor, { language, text }, expected));
  }

  @Get('versions')
  @May('organization.read')
  @ApiOperation({ operationId: 'listMethodologyVersions', summary: 'Every version of the methodology, newest first' })
  @AnswersState(methodologyVersions)
  async list(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, { items: await this.texts.list(actor.organization) });
  }

  @Get('versions/:number')
  @May('organization.read')
  @ApiOperation({
    operationId: 'getMethodologyVersion',
    summary: 'One version of the methodology, as a verdict names it',
  })
  @AnswersOne(methodology)
  async version(@Acting() actor: Actor, @Param('number') number: string, @Res() reply: FastifyReply): Promise<void> {
    const missing = `There is no version ${number.slice(0, 60)} of the methodology here.`;
    if (!/^[1-9]\d{0,8}$/.test(number)) refuse('not_found', missing);
    sendOne(reply, await this.texts.version(actor.organization, Number(number)), missing);
  }
}
