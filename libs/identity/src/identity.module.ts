import { Module } from '@nestjs/common';
import { LedgerModule } from '#libs/ledger';
import { Authenticator } from './authenticator.js';
import { CreateIntegrationKey } from './create-integration-key.js';
import { CreateOrganization } from './create-organization.js';
import { InviteMember } from './invite-member.js';
import { KeyStore } from './key-store.js';
import { MemberStore } from './member-store.js';
import { OrganizationStore } from './organization-store.js';
import { RedeemInvitation } from './redeem-invitation.js';

const offered = [
  Authenticator,
  CreateOrganization,
  InviteMember,
  RedeemInvitation,
  CreateIntegrationKey,
  MemberStore,
  OrganizationStore,
];

@Module({ imports: [LedgerModule], providers: [...offered, KeyStore], exports: offered })
export class IdentityModule {}
