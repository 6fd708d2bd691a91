import { sqlMigration, tenant } from './sql-migration.js';

/**
 * The register of erasures, which holds ids only; and what it takes for a row to outlive what is erased from it: null says
 * that it was.
 */
export const Erasures = sqlMigration(
  'Erasures',
  '1764000000033',
  `
create table erasure (
  organization_id uuid not null references organization,
  id uuid not null,
  status text collate "C" not null,
  ground text collate "C" not null,
  reason text not null,
  -- [{"type": "claimant", "id": "…"}], as asked for; what hangs on them follows from the rows.
  subjects jsonb not null check (jsonb_array_length(subjects) between 1 and 100),
  exemption text collate "C",
  decision_reason text,
  -- Members by id, without a foreign key: an erasure is done again on a backup that may be older than its people.
  requested_by uuid not null,
  decided_by uuid,
  -- How much went, by place.
  erased jsonb,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  decided_at timestamptz(3),
  primary key (organization_id, id),
  constraint erasure_status_known check (status in ('requested', 'erased', 'refused')),
  constraint erasure_ground_known check (ground in ('no_longer_necessary', 'consent_withdrawn', 'objection', 'unlawful_processing',
    'legal_obligation', 'child_service', 'court_order', 'authority_order', 'other_law')),
  constraint erasure_exemption_known check (exemption in ('freedom_of_expression', 'legal_duty', 'public_health',
    'archive_in_public_interest', 'legal_claims', 'journalism', 'unfounded_or_excessive', 'identity_not_shown', 'no_ground')),
  constraint erasure_decision_whole check ((status = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint erasure_refusal_whole check ((status = 'refused') = (exemption is not null) and (exemption is null) = (decision_reason is null)),
  constraint erasure_counted check ((status = 'erased') = (erased is not null)),
  constraint erasure_two_people check (decided_by <> requested_by)
);
${tenant('erasure')}

alter table claimant alter column name drop not null, alter column disambiguation drop not null, alter column same_as drop not null;
alter table comment alter column body drop not null;
alter table member alter column name drop not null;
alter table api_key alter column name drop not null;
alter table correction alter column request drop not null;
alter table correction_inbox alter column about drop not null, alter column request drop not null;
alter table enquiry drop constraint enquiry_answer_whole;
alter table idempotent_answer alter column sealed_answer drop not null;
alter table confidential_note alter column sealed drop not null;
grant update (sealed) on confidential_note to claimdesk_app;
grant update (response_body, response_headers) on attempt to claimdesk_app;
-- Captures point to their content: without an upload it has no bytes any more.
alter table capture_content alter column upload_id drop not null;
grant update (upload_id) on capture_content to claimdesk_app;

-- The bytes of a record go, its digest stays.
alter table external_review alter column raw drop not null, add column raw_sha256 text collate "C",
  add constraint external_review_raw_whole check ((raw is null) = (raw_sha256 is not null));
grant update (claimant, raw, raw_sha256) on external_review to claimdesk_app;
alter table legacy_record alter column raw drop not null;
grant update (raw) on legacy_record to claimdesk_app;
drop trigger append_only on legacy_record;
create trigger append_only before delete on legacy_record for each row execute function refuse_change();
create trigger append_only_but_erased before update on legacy_record for each row
  when (new.raw is not null or (new.organization_id, new.verdict_id, new.import_id) is distinct from (old.organization_id, old.verdict_id, old.import_id))
  execute function refuse_change();
`,
);
