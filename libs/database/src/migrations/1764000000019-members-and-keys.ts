import { sqlMigration } from './sql-migration.js';

/** Why somebody is suspended; invitations that were taken back; keys that are narrower than their member, or replace another. */
export const MembersAndKeys = sqlMigration(
  'MembersAndKeys',
  '1764000000019',
  `
alter table member add column status_reason text;

-- The terms of the key that is claimed with it.
alter table invitation add column revoked_at timestamptz(3), add column key_terms jsonb;
create index invitation_by_member on invitation (organization_id, member_id) where redeemed_at is null and revoked_at is null;

-- No scopes: everything that the roles open. A period: an assessor's key.
alter table api_key add column scopes text[], add column period_from timestamptz(3), add column period_until timestamptz(3),
  add column replaces uuid,
  add constraint api_key_period_whole check ((period_from is null) = (period_until is null) and period_from < period_until),
  add foreign key (organization_id, replaces) references api_key (organization_id, id);
create index api_key_by_member on api_key (organization_id, member_id, id);
`,
);
