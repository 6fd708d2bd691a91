import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#libs/kernel';
import { DisableEndpoint, EnableEndpoint } from '#libs/webhooks';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { endpoint } from '../shapes/views/outside.js';
import { SwitchEndpointBody } from './webhooks.dto.js';

const seen = (expected: number | undefined) => (expected === undefined ? {} : { version: expected });

@ApiTags('webhooks')
@Controller('v1/webhook-endpoints')
export class EndpointSwitchesController {
  constructor(
    private readonly disable: DisableEndpoint,
    private readonly enable: EnableEndpoint,
  ) {}

  @Post(':id/disable')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'disableEndpoint',
    summary: 'Send nothing more to an endpoint; what is pending is cancelled',
  })
  @AnswersState(endpoint)
  @IfMatch('optional')
  @Refuses('endpoint.archived')
  async off(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() { reason }: SwitchEndpointBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.disable.run(actor, { id, ...(reason ? { reason } : {}), ...seen(expected) }));
  }

  @Post(':id/enable')
  @HttpCode(200)
  @May('endpoint.manage')
  @ApiOperation({
    operationId: 'enableEndpoint',
    summary: 'Send events to a disabled endpoint again, from now on; a recovery brings what it missed',
  })
  @AnswersState(endpoint)
  @IfMatch('optional')
  @Refuses('endpoint.archived')
  async on(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() { reason }: SwitchEndpointBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.enable.run(actor, { id, ...(reason ? { reason } : {}), ...seen(expected) }));
  }
}
