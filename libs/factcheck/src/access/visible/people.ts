import { type Fields, personal } from './field-rule.js';

/** The newsroom and who works in it. */
export const people = {
  organization: { name: 'public', slug: 'public', policyVersion: 'public', scale: 'public', createdAt: 'desk' },
  policy: { content: 'public', createdAt: 'public' },
  policy_proposal: {
    content: 'desk',
    weakens: 'desk',
    basedOn: 'desk',
    proposedBy: 'desk',
    policy: 'desk',
    confirmedBy: 'desk',
    createdAt: 'desk',
    decidedAt: 'desk',
  },
  scale: { code: 'public', content: 'public', createdAt: 'public' },
  member: {
    name: personal('desk'),
    email: personal('confidential'),
    roles: 'desk',
    status: 'desk',
    statusReason: personal('assessor'),
    createdAt: 'desk',
    updatedAt: 'desk',
  },
  access_digest: {
    day: 'desk',
    rows: 'assessor',
    signIns: 'assessor',
    refusals: 'assessor',
    sha256: 'desk',
    createdAt: 'desk',
  },
  signing_key: { verifierKey: 'public', retiredAt: 'public', createdAt: 'public' },
  key: {
    kind: 'desk',
    member: 'desk',
    name: 'desk',
    issuedBy: 'assessor',
    expiresAt: 'desk',
    revokedAt: 'desk',
    scopes: 'desk',
    period: 'desk',
    replaces: 'desk',
    createdAt: 'desk',
  },
} as const satisfies Readonly<Record<string, Fields>>;
