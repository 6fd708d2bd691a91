// Who is who: organizations, their members, how a member comes by a key, and which key stands for whom.
// It must not know: claims, verdicts, or HTTP.
export { IdentityModule } from './identity.module.js';
export { makeKey, parseKey, type PresentedKey } from './key-format.js';
export { Authenticator } from './authenticator.js';
export { CreateOrganization, type OrganizationInput } from './create-organization.js';
export { InviteMember, type MemberInput } from './invite-member.js';
export { RedeemInvitation } from './redeem-invitation.js';
export { CreateOwnKey } from './create-own-key.js';
export { CreateIntegrationKey } from './create-integration-key.js';
export { ChangeMember } from './change-member.js';
export { type MemberChange } from './membership-store.js';
export { SuspendMember } from './suspend-member.js';
export { ReinstateMember } from './reinstate-member.js';
export { InviteAgain } from './invite-again.js';
export { RevokeKey } from './revoke-key.js';
export { RotateKey, type RotatedKey } from './rotate-key.js';
export { MemberStore } from './member-store.js';
export { MemberReads } from './member-reads.js';
export { KeyReads } from './key-reads.js';
export { ChangePolicy, type ChangedPolicy, type PolicyChange } from './change-policy.js';
export { ConfirmPolicy } from './confirm-policy.js';
export { ChangeScale } from './change-scale.js';
export { ScaleStore } from './scale-store.js';
export { OrganizationStore } from './organization-store.js';
