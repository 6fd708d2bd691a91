import { Module } from '@nestjs/common';
import { LedgerModule } from '#libs/ledger';
import { Authenticator } from './authenticator.js';
import { ChangePolicy } from './change-policy.js';
import { ChangeScale } from './change-scale.js';
import { ConfirmPolicy } from './confirm-policy.js';
import { CreateIntegrationKey } from './create-integration-key.js';
import { CreateOrganization } from './create-organization.js';
import { InviteMember } from './invite-member.js';
import { KeyLookup } from './key-lookup.js';
import { KeyStore } from './key-store.js';
import { MemberStore } from './member-store.js';
import { OrganizationStore } from './organization-store.js';
import { RedeemInvitation } from './redeem-invitation.js';
import { RulesStore } from './rules-store.js';
import { ScaleStore } from './scale-store.js';

const offered = [
  Authenticator,
  CreateOrganization,
  InviteMember,
  RedeemInvitation,
  CreateIntegrationKey,
  MemberStore,
  OrganizationStore,
  ChangePolicy,
  ConfirmPolicy,
  ChangeScale,
  ScaleStore,
];

@Module({ imports: [LedgerModule], providers: [...offered, KeyStore, KeyLookup, RulesStore], exports: offered })
export class IdentityModule {}
