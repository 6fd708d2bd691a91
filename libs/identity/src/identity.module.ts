import { Module } from '@nestjs/common';
import { LedgerModule } from '#libs/ledger';
import { JobsModule } from '#libs/jobs';
import { AccessDigestStore } from './access-log/access-digest-store.js';
import { DigestAccessJob, PruneAccessJob } from './access-log/access-jobs.js';
import { AccessLog } from './access-log/access-log.js';
import { AccessLogReads } from './access-log/access-log-reads.js';
import { AccessLogStore } from './access-log/access-log-store.js';
import { DigestAccess } from './access-log/digest-access.js';
import { Authenticator } from './authenticator.js';
import { ChangePolicy } from './change-policy.js';
import { ChangeScale } from './change-scale.js';
import { ConfirmPolicy } from './confirm-policy.js';
import { CreateOwnKey } from './create-own-key.js';
import { CreateIntegrationKey } from './create-integration-key.js';
import { CreateOrganization } from './create-organization.js';
import { InviteMember } from './invite-member.js';
import { IdentityTables } from './identity-tables.js';
import { KeyLookup } from './key-lookup.js';
import { KeyStore } from './key-store.js';
import { KeyReads } from './key-reads.js';
import { MemberReads } from './member-reads.js';
import { MemberStore } from './member-store.js';
import { OrganizationStore } from './organization-store.js';
import { RedeemInvitation } from './redeem-invitation.js';
import { ChangeOrganization } from './change-organization.js';
import { ChangeMember } from './change-member.js';
import { SuspendErased } from './suspend-erased.js';
import { SuspendMember } from './suspend-member.js';
import { ReinstateMember } from './reinstate-member.js';
import { InviteAgain } from './invite-again.js';
import { RevokeKey } from './revoke-key.js';
import { RotateKey } from './rotate-key.js';
import { RotateSigningKey } from './rotate-signing-key.js';
import { InvitationStore } from './invitation-store.js';
import { MembersPlace } from './members-place.js';
import { MembershipStore } from './membership-store.js';
import { ChangeMethodology } from './methodology/change-methodology.js';
import { MethodologyStore } from './methodology/methodology-store.js';
import { RulesStore } from './rules-store.js';
import { ScaleStore } from './scale-store.js';

const offered = [
  AccessLog,
  AccessLogReads,
  DigestAccess,
  DigestAccessJob,
  PruneAccessJob,
  Authenticator,
  CreateOrganization,
  InviteMember,
  RedeemInvitation,
  CreateIntegrationKey,
  CreateOwnKey,
  ChangeMember,
  SuspendMember,
  SuspendErased,
  ReinstateMember,
  InviteAgain,
  RevokeKey,
  RotateKey,
  RotateSigningKey,
  MemberStore,
  MemberReads,
  KeyReads,
  OrganizationStore,
  ChangeOrganization,
  ChangePolicy,
  ConfirmPolicy,
  ChangeScale,
  ScaleStore,
  ChangeMethodology,
  MethodologyStore,
];

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    AccessLogStore,
    AccessDigestStore,
    InvitationStore,
    MembershipStore,
    MembersPlace,
    IdentityTables,
    KeyStore,
    KeyLookup,
    RulesStore,
  ],
  exports: offered,
})
export class IdentityModule {}
