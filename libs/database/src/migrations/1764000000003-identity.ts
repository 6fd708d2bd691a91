import { sqlMigration, tenant } from './sql-migration.js';

/** Organizations with their policy and scale in versions, members, invitations, keys, remembered answers. */
export const IdentityTables = sqlMigration(
  'IdentityTables',
  '1764000000003',
  `
create table organization (
  organization_id uuid primary key,
  slug text collate "C" not null,
  name text not null,
  policy_version int not null,
  scale_code text collate "C" not null,
  scale_version int not null,
  version int not null default 1,
  created_at timestamptz(3) not null
);
${tenant('organization')}

create table policy (
  organization_id uuid not null references organization,
  version int not null,
  content jsonb not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, version)
);
${tenant('policy', 'select, insert')}

create table rating_scale (
  organization_id uuid not null references organization,
  code text collate "C" not null,
  version int not null,
  content jsonb not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, code, version)
);
${tenant('rating_scale', 'select, insert')}

create table member (
  organization_id uuid not null references organization,
  id uuid not null,
  name text collate "C" not null,
  email text collate "C",
  roles text[] not null,
  status text collate "C" not null check (status in ('invited', 'active', 'suspended')),
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, name)
);
${tenant('member')}

create table invitation (
  organization_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  issued_by uuid,
  expires_at timestamptz(3) not null,
  redeemed_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, member_id) references member (organization_id, id)
);
${tenant('invitation')}

create table api_key (
  organization_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('member', 'integration')),
  member_id uuid,
  name text not null,
  secret_hash bytea not null,
  issued_by uuid,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, secret_hash),
  foreign key (organization_id, member_id) references member (organization_id, id),
  check ((kind = 'member') = (member_id is not null))
);
${tenant('api_key')}

create table idempotent_answer (
  organization_id uuid not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  -- Sealed with a key drawn from the presented API key: the answer may hold a secret that is shown once.
  sealed_answer bytea not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, key)
);
create index idempotent_answer_age on idempotent_answer (organization_id, created_at);
${tenant('idempotent_answer', 'select, insert, update, delete')}

-- The key's lock, then its answer, in one round trip. A volatile function looks anew at each statement, so an answer
-- that was committed just before the lock was got is seen.
create function recall_answer(organization uuid, idempotency_key text, at timestamptz,
    out got boolean, out fingerprint bytea, out sealed_answer bytea) language plpgsql volatile as $$
begin
  got := pg_try_advisory_xact_lock(hashtextextended(organization::text || idempotency_key, 0));
  if got then
    select a.fingerprint, a.sealed_answer into fingerprint, sealed_answer from idempotent_answer a
      where a.organization_id = organization and a.key = idempotency_key and a.created_at > at - interval '24 hours';
  end if;
end $$;
`,
);
