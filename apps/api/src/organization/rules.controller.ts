import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type RatingScale, readyMadeScales } from '#libs/factcheck';
import { ChangePolicy, ChangeScale, ConfirmPolicy, ScaleStore } from '#libs/identity';
import { type Actor, type JsonObject, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersState, Refuses } from '../shapes/described.js';
import { changedPolicy, policyVersion, scaleVersion, scales } from '../shapes/views/organization.js';
import { ChangePolicyBody, ChangeScaleBody } from './rules.dto.js';

/** The rules a newsroom gives itself, in versions that never change. */
@ApiTags('organization')
@Controller('v1/organization')
export class RulesController {
  constructor(
    private readonly changePolicy: ChangePolicy,
    private readonly confirmPolicy: ConfirmPolicy,
    private readonly changeScale: ChangeScale,
    private readonly scales: ScaleStore,
  ) {}

  @Post('policy')
  @HttpCode(200)
  @May('policy.change')
  @ApiOperation({
    operationId: 'changePolicy',
    summary: 'Change the policy for what is submitted from now on. What weakens it waits for a second person',
  })
  @AnswersState(changedPolicy)
  @Refuses('policy.invalid', 'policy.unchanged')
  async policy(@Acting() actor: Actor, @Body() body: ChangePolicyBody, @Res() reply: FastifyReply): Promise<void> {
    const { policy, proposal } = await this.changePolicy.run(actor, given(body));
    sendState(reply, { policy, proposal });
  }

  @Post('policy/:id/confirm')
  @HttpCode(200)
  @May('policy.change')
  @ApiOperation({
    operationId: 'confirmPolicy',
    summary: 'Put a proposed, weaker policy in force (somebody other than who proposed it)',
  })
  @AnswersState(policyVersion)
  @Refuses('policy.proposal_stale', 'policy.second_person_needed')
  async confirm(@Acting() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.confirmPolicy.run(actor, id));
  }

  @Post('scales')
  @HttpCode(200)
  @May('scale.change')
  @ApiOperation({
    operationId: 'changeScale',
    summary: 'Put another rating scale in force: a ready-made one, or one of your own',
  })
  @AnswersState(scaleVersion)
  @Refuses('scale.invalid')
  async scale(@Acting() actor: Actor, @Body() body: ChangeScaleBody, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.changeScale.run(actor, scaleOf(body)));
  }

  @Get('scales')
  @May('organization.read')
  @ApiOperation({
    operationId: 'listScales',
    summary: 'Every version of every scale kept here, and the ready-made ones',
  })
  @AnswersState(scales)
  async list(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, (await this.scales.list(actor.organization)) as unknown as JsonObject);
  }
}

/** Without what was not sent: a class that a body was read into has all its fields. */
function given<Part extends object>(body: Part): Part {
  const present = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    present.map(([name, value]): [string, unknown] => [name, isPart(value) ? given(value) : value]),
  ) as Part;
}

const isPart = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function scaleOf({ readyMade, own }: ChangeScaleBody): Omit<RatingScale, 'version'> {
  if ((readyMade === undefined) === (own === undefined)) {
    refuse('request.invalid', 'Give readyMade or own: one of the two.', {
      errors: [{ field: 'readyMade', message: 'or own; one of the two' }],
    });
  }
  if (own) {
    const ratings = own.ratings.map(({ code, labels, value }) => ({ code, labels, value }));
    return { code: own.code, worst: own.worst, best: own.best, ratings };
  }
  const { version: _version, ...scale } = readyMadeScales.find(({ code }) => code === readyMade) as RatingScale;
  return scale;
}
