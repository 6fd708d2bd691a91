import { Body, Controller, Get, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeOrganization, CreateOrganization, OrganizationStore } from '#libs/identity';
import { type Actor, refuse, type Repeat } from '#libs/kernel';
import { Acting, May, OperatorOnly, Repeated } from '../http/acting.js';
import { sendOne, sendState } from '../http/answers.js';
import { ExpectedRequired } from '../http/inputs.js';
import { AnswersMade, AnswersOne, AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { createdOrganization, organization, organizationWithRules } from '../shapes/views/organization.js';
import { ChangeOrganizationBody, CreateOrganizationBody } from './organization.dto.js';

@ApiTags('organization')
@Controller('v1')
export class OrganizationController {
  constructor(
    private readonly create: CreateOrganization,
    private readonly change: ChangeOrganization,
    private readonly organizations: OrganizationStore,
  ) {}

  @Post('organizations')
  @OperatorOnly()
  @ApiOperation({
    operationId: 'createOrganization',
    summary: 'Create a newsroom and invite its first administrator (operator key)',
  })
  @AnswersMade(createdOrganization)
  @Refuses('organization.exists')
  async post(
    @Body() body: CreateOrganizationBody,
    @Repeated() repeat: Repeat | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(body.slug)) {
      refuse('request.invalid', 'slug: small letters, digits and single hyphens only.', {
        errors: [{ field: 'slug', message: 'small letters, digits and hyphens only' }],
      });
    }
    const operator = {
      kind: 'operator',
      roles: [],
      request: reply.request.id,
      ...(repeat ? { idempotency: repeat } : {}),
    } as const;
    const { organization, member, invitation, verifierKey } = await this.create.run(operator, {
      ...body,
      entrance: 'invite',
    });
    sendState(reply, { organization, member, invitation, verifierKey }, '/v1/organization');
  }

  @Get('organization')
  @May('organization.read')
  @ApiOperation({
    operationId: 'getOrganization',
    summary: 'Your newsroom, with the policy and the rating scale in force',
  })
  @AnswersOne(organizationWithRules)
  async get(@Acting() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    sendOne(reply, await this.organizations.get(actor.organization), 'There is no such organization.');
  }

  @Patch('organization')
  @May('organization.change')
  @ApiOperation({
    operationId: 'changeOrganization',
    summary: 'Change how your newsroom is called, and where readers find its public pages',
  })
  @IfMatch('required')
  @AnswersState(organization)
  async patch(
    @Acting() actor: Actor,
    @Body() body: ChangeOrganizationBody,
    @ExpectedRequired() expected: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, siteName, baseUrl } = body;
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(siteName === undefined ? {} : { siteName }),
      ...(baseUrl === undefined ? {} : { baseUrl: baseUrl === null ? null : baseAddress(baseUrl) }),
    };
    sendState(reply, await this.change.run(actor, change, expected));
  }
}

/** Without a slash at the end, so that paths can follow it. */
function baseAddress(given: string): string {
  const { origin, pathname, search, hash } = new URL(given);
  if (search !== '' || hash !== '') {
    refuse('request.invalid', 'baseUrl: give the address without ? and #, such as https://facts.northwind.example.', {
      errors: [{ field: 'baseUrl', message: 'must have no ? and no #' }],
    });
  }
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
