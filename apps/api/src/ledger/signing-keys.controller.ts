import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OrganizationStore, RotateSigningKey } from '#libs/identity';
import { type Actor, type JsonObject, refuse } from '#libs/kernel';
import { SigningKeys } from '#libs/ledger';
import { ledgerOrigin } from '#libs/proof';
import { Acting, May, Open } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { AnswersState, Refuses } from '../shapes/described.js';
import { publishedKeys, rotatedSigningKey, verifierKeys } from '../shapes/views/ledger.js';
import { RotateSigningKeyBody } from './ledger.dto.js';

@ApiTags('ledger')
@Controller()
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeys,
    private readonly rotate: RotateSigningKey,
    private readonly organizations: OrganizationStore,
  ) {}

  @Get('v1/ledger/keys')
  @May('ledger.read')
  @ApiOperation({
    operationId: 'getVerifierKeys',
    summary: 'The verifier keys to pin, and those that were retired: claimdesk verify FILE --key VKEY',
  })
  @AnswersState(verifierKeys)
  async list(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    sendState(reply, await this.published(actor.organization));
  }

  @Post('v1/ledger/keys/rotate')
  @HttpCode(200)
  @May('ledger.rotateKey')
  @ApiOperation({
    operationId: 'rotateSigningKey',
    summary: 'Sign checkpoints with a new key; the one before it signs too until the grace is over',
  })
  @AnswersState(rotatedSigningKey)
  @Refuses('ledger.rotation_running')
  async rotated(@Acting() actor: Actor, @Body() body: RotateSigningKeyBody, @Res() reply: FastifyReply): Promise<void> {
    const { signingKey, replaced } = await this.rotate.run(actor, body.graceHours ?? 168);
    sendState(reply, { signingKey, replaced: [...replaced] });
  }

  @Get('.well-known/claimdesk/:slug')
  @Open()
  @ApiOperation({
    operationId: 'getPublishedKeys',
    summary: "Everybody: the verifier keys of a newsroom's ledger, to compare with those that somebody gave you",
  })
  @AnswersState(publishedKeys)
  async everybody(@Param('slug') slug: string, @Res() reply: FastifyReply): Promise<void> {
    const organization = await this.organizations.at(slug);
    if (organization === undefined) return refuse('not_found', 'There is no newsroom at this address.');
    sendState(reply, { origin: ledgerOrigin(organization), ...(await this.published(organization)) });
  }

  private async published(organization: string): Promise<JsonObject> {
    const all = await this.keys.all(organization);
    return {
      keys: all.filter(({ inUse }) => inUse).map(({ verifierKey }) => verifierKey),
      all: all.map(({ verifierKey, createdAt, retiredAt, inUse }) => ({
        verifierKey,
        from: createdAt as string,
        until: retiredAt,
        inUse,
      })),
    };
  }
}
