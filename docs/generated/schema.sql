-- Written by "npm run generate" from the catalog. It describes; the migrations define.

table access_digest (row-level security forced)
  organization_id uuid not null
  id uuid not null
  day date not null
  rows integer not null
  sign_ins bigint not null
  refusals bigint not null
  sha256 text collate C not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  access_digest_organization_id_day_key UNIQUE (organization_id, day)
  access_digest_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  access_digest_pkey PRIMARY KEY (organization_id, id)
table access_log (row-level security forced)
  organization_id uuid not null
  id uuid not null
  at timestamp(3) with time zone not null
  kind text collate C not null
  status smallint
  code text collate C
  method text collate C not null
  route text collate C not null
  action text collate C
  key_id uuid
  member_id uuid
  request text collate C
  times integer not null
  access_log_check CHECK (((kind = 'refused'::text) = ((status IS NOT NULL) AND (code IS NOT NULL))))
  access_log_kind_known CHECK ((kind = ANY (ARRAY['sign_in'::text, 'refused'::text])))
  access_log_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  access_log_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX access_log_by_time ON public.access_log USING btree (organization_id, at, id)
table api_key (row-level security forced)
  organization_id uuid not null
  id uuid not null
  kind text collate C not null
  member_id uuid
  name text
  secret_hash bytea not null
  issued_by uuid
  expires_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
  last_used_at timestamp(3) with time zone
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  scopes text[]
  period_from timestamp(3) with time zone
  period_until timestamp(3) with time zone
  replaces uuid
  api_key_check CHECK (((kind = 'member'::text) = (member_id IS NOT NULL)))
  api_key_kind_check CHECK ((kind = ANY (ARRAY['member'::text, 'integration'::text])))
  api_key_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  api_key_organization_id_replaces_fkey FOREIGN KEY (organization_id, replaces) REFERENCES api_key(organization_id, id)
  api_key_organization_id_secret_hash_key UNIQUE (organization_id, secret_hash)
  api_key_period_whole CHECK ((((period_from IS NULL) = (period_until IS NULL)) AND (period_from < period_until)))
  api_key_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX api_key_by_member ON public.api_key USING btree (organization_id, member_id, id)
table article (row-level security forced)
  organization_id uuid not null
  id uuid not null
  url text collate C
  headline text not null
  outlet text not null
  byline text
  language text collate C not null
  published_at text collate C
  revision_id uuid not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  article_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  article_organization_id_revision_id_fkey FOREIGN KEY (organization_id, revision_id) REFERENCES revision(organization_id, id) DEFERRABLE INITIALLY DEFERRED
  article_pkey PRIMARY KEY (organization_id, id)
  CREATE UNIQUE INDEX article_url ON public.article USING btree (organization_id, url) WHERE (url IS NOT NULL)
table attempt (row-level security forced)
  organization_id uuid not null
  id uuid not null
  delivery_id uuid not null
  number integer not null
  started_at timestamp(3) with time zone not null
  result text collate C not null
  status integer
  detail text
  response_body text
  response_truncated boolean not null default false
  timing jsonb not null
  url text collate C
  request_bytes integer
  response_headers jsonb
  attempt_organization_id_delivery_id_fkey FOREIGN KEY (organization_id, delivery_id) REFERENCES delivery(organization_id, id)
  attempt_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX attempt_by_delivery ON public.attempt USING btree (organization_id, delivery_id, number)
table attempt_past (row-level security forced)
  organization_id uuid not null
  id uuid not null
  delivery_id uuid not null
  number integer not null
  started_at timestamp(3) with time zone not null
  result text collate C not null
  status integer
  detail text
  response_body text
  response_truncated boolean not null default false
  timing jsonb not null
  url text collate C
  request_bytes integer
  response_headers jsonb
  attempt_past_organization_id_delivery_id_fkey FOREIGN KEY (organization_id, delivery_id) REFERENCES delivery_past(organization_id, id)
  attempt_past_pkey PRIMARY KEY (organization_id, delivery_id, number, id)
table ballot (row-level security forced)
  organization_id uuid not null
  id uuid not null
  verdict_id uuid not null
  digest text collate C not null
  voter_id uuid not null
  key_id uuid not null
  key_issued_by uuid
  choice text collate C not null
  comment text
  reason text
  suggested_rating text collate C
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  voided_at timestamp(3) with time zone
  voided_because text collate C
  ballot_check CHECK (((choice <> 'reject'::text) OR (comment IS NOT NULL)))
  ballot_check1 CHECK (((choice <> 'recuse'::text) OR (reason IS NOT NULL)))
  ballot_check2 CHECK (((voided_at IS NULL) = (voided_because IS NULL)))
  ballot_choice_check CHECK ((choice = ANY (ARRAY['approve'::text, 'reject'::text, 'recuse'::text])))
  ballot_organization_id_key_id_fkey FOREIGN KEY (organization_id, key_id) REFERENCES api_key(organization_id, id)
  ballot_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  ballot_organization_id_voter_id_fkey FOREIGN KEY (organization_id, voter_id) REFERENCES member(organization_id, id)
  ballot_pkey PRIMARY KEY (organization_id, id)
  ballot_voided_because_check CHECK ((voided_because = ANY (ARRAY['withdrawn'::text, 'recalled'::text, 'revised'::text, 'objected'::text])))
  CREATE INDEX ballot_by_verdict ON public.ballot USING btree (organization_id, verdict_id, id)
  CREATE UNIQUE INDEX ballot_one_standing ON public.ballot USING btree (organization_id, verdict_id, digest, voter_id) WHERE (voided_at IS NULL)
table capture (row-level security forced)
  organization_id uuid not null
  id uuid not null
  status text collate C not null
  url text collate C
  name text
  content_type text collate C
  sha256 text collate C
  size integer
  retrieved_at timestamp(3) with time zone
  http_status integer
  failure text
  added_by_member uuid
  added_by_key uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  capture_check CHECK (((status = ANY (ARRAY['uploaded'::text, 'fetched'::text])) = ((sha256 IS NOT NULL) AND (size IS NOT NULL))))
  capture_check1 CHECK (((status = 'failed'::text) = (failure IS NOT NULL)))
  capture_check2 CHECK (((status = 'uploaded'::text) OR (url IS NOT NULL)))
  capture_check3 CHECK (((status <> 'fetched'::text) OR ((retrieved_at IS NOT NULL) AND (http_status IS NOT NULL))))
  capture_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  capture_organization_id_sha256_fkey FOREIGN KEY (organization_id, sha256) REFERENCES capture_content(organization_id, sha256)
  capture_pkey PRIMARY KEY (organization_id, id)
  capture_status_known CHECK ((status = ANY (ARRAY['uploaded'::text, 'requested'::text, 'fetched'::text, 'failed'::text])))
  CREATE INDEX capture_by_content ON public.capture USING btree (organization_id, sha256)
table capture_chunk (row-level security forced)
  organization_id uuid not null
  upload_id uuid not null
  number integer not null
  bytes bytea not null
  capture_chunk_organization_id_upload_id_fkey FOREIGN KEY (organization_id, upload_id) REFERENCES capture_upload(organization_id, id)
  capture_chunk_pkey PRIMARY KEY (organization_id, upload_id, number)
table capture_content (row-level security forced)
  organization_id uuid not null
  sha256 text collate C not null
  size integer not null
  upload_id uuid
  capture_content_organization_id_upload_id_fkey FOREIGN KEY (organization_id, upload_id) REFERENCES capture_upload(organization_id, id)
  capture_content_organization_id_upload_id_key UNIQUE (organization_id, upload_id)
  capture_content_pkey PRIMARY KEY (organization_id, sha256)
table capture_upload (row-level security forced)
  organization_id uuid not null
  id uuid not null
  begun_at timestamp(3) with time zone not null default now()
  capture_upload_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  capture_upload_pkey PRIMARY KEY (organization_id, id)
table checkpoint (row-level security forced)
  organization_id uuid not null
  size bigint not null
  root bytea not null
  note text collate C not null
  signed_at timestamp(3) with time zone not null
  checkpoint_pkey PRIMARY KEY (organization_id, size)
table citation (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  source_id uuid not null
  stance text collate C not null
  mode text collate C not null
  is_primary boolean not null
  derives_from_id uuid
  excerpt text
  figure jsonb
  retrieved_at timestamp(3) with time zone
  content_hash text collate C
  consulted_by uuid
  consulted_on text collate C
  note text
  added_by_member uuid
  added_by_key uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  capture_id uuid
  archived_url text collate C
  changed_by jsonb not null default '[]'::jsonb
  removed_at timestamp(3) with time zone
  removed_by uuid
  removed_because text
  citation_capture_whole CHECK ((((mode = 'captured'::text) = (capture_id IS NOT NULL)) AND ((mode = 'captured'::text) = (content_hash IS NOT NULL))))
  citation_check CHECK (((mode <> 'linked'::text) OR ((excerpt IS NULL) AND (retrieved_at IS NULL) AND (content_hash IS NULL))))
  citation_check1 CHECK (((mode = 'captured'::text) OR (content_hash IS NULL)))
  citation_check2 CHECK (((mode = 'consulted'::text) = (consulted_by IS NOT NULL)))
  citation_mode_known CHECK ((mode = ANY (ARRAY['captured'::text, 'linked'::text, 'consulted'::text])))
  citation_organization_id_capture_id_fkey FOREIGN KEY (organization_id, capture_id) REFERENCES capture(organization_id, id)
  citation_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  citation_organization_id_consulted_by_fkey FOREIGN KEY (organization_id, consulted_by) REFERENCES member(organization_id, id)
  citation_organization_id_derives_from_id_fkey FOREIGN KEY (organization_id, derives_from_id) REFERENCES citation(organization_id, id)
  citation_organization_id_removed_by_fkey FOREIGN KEY (organization_id, removed_by) REFERENCES member(organization_id, id)
  citation_organization_id_source_id_fkey FOREIGN KEY (organization_id, source_id) REFERENCES source(organization_id, id)
  citation_pkey PRIMARY KEY (organization_id, id)
  citation_removal_whole CHECK ((((removed_at IS NULL) = (removed_because IS NULL)) AND ((removed_at IS NULL) = (removed_by IS NULL))))
  citation_stance_known CHECK ((stance = ANY (ARRAY['supports'::text, 'refutes'::text, 'context'::text])))
  CREATE INDEX citation_by_claim ON public.citation USING btree (organization_id, claim_id, id)
  CREATE INDEX citation_by_source ON public.citation USING btree (organization_id, source_id)
table claim (row-level security forced)
  organization_id uuid not null
  id uuid not null
  statement text not null
  kind text collate C not null
  language text collate C not null
  quantity jsonb
  status text collate C not null
  origin text collate C not null
  selection_reason text collate C
  selection_note text
  closing_reason text collate C
  closing_note text
  priority smallint not null default 0
  assignee_id uuid
  due_on date
  missing text
  submitted_by_member uuid
  submitted_by_key uuid
  published_verdict_id uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  duplicate_of uuid
  step_reason text
  suspended_at timestamp(3) with time zone
  hold_kind text collate C
  hold_reason text
  held_by uuid
  held_at timestamp(3) with time zone
  topics text[] collate C not null default '{}'::text[]
  review_by date
  page_of_record jsonb
  claim_check CHECK ((duplicate_of <> id))
  claim_closing_reason_known CHECK ((closing_reason = ANY (ARRAY['opinion'::text, 'prediction'::text, 'not_checkable'::text, 'out_of_scope'::text, 'no_capacity'::text, 'other'::text])))
  claim_duplicate_whole CHECK (((status = 'duplicate'::text) = (duplicate_of IS NOT NULL)))
  claim_hold_kind_known CHECK ((hold_kind = ANY (ARRAY['legal'::text, 'security'::text])))
  claim_hold_whole CHECK ((((hold_kind IS NULL) = (hold_reason IS NULL)) AND ((hold_kind IS NULL) = (held_by IS NULL)) AND ((hold_kind IS NULL) = (held_at IS NULL))))
  claim_kind_known CHECK ((kind = ANY (ARRAY['quantity'::text, 'date'::text, 'duration'::text, 'event'::text, 'causal'::text, 'attribution'::text, 'quotation'::text, 'affiliation'::text, 'legal'::text, 'authenticity'::text, 'prediction'::text, 'opinion'::text, 'unclassified'::text])))
  claim_organization_id_assignee_id_fkey FOREIGN KEY (organization_id, assignee_id) REFERENCES member(organization_id, id)
  claim_organization_id_duplicate_of_fkey FOREIGN KEY (organization_id, duplicate_of) REFERENCES claim(organization_id, id)
  claim_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  claim_organization_id_held_by_fkey FOREIGN KEY (organization_id, held_by) REFERENCES member(organization_id, id)
  claim_origin_known CHECK ((origin = ANY (ARRAY['reader'::text, 'monitoring'::text, 'editor'::text, 'partner'::text])))
  claim_page_of_record_check CHECK ((page_of_record ? 'url'::text))
  claim_pkey PRIMARY KEY (organization_id, id)
  claim_selection_reason_known CHECK ((selection_reason = ANY (ARRAY['reach'::text, 'importance'::text, 'harm'::text, 'requests'::text])))
  claim_status_known CHECK ((status = ANY (ARRAY['submitted'::text, 'accepted'::text, 'declined'::text, 'duplicate'::text, 'withdrawn'::text, 'checking'::text, 'published'::text, 'suspended'::text, 'retracted'::text])))
  claim_suspension_whole CHECK (((status = 'suspended'::text) = (suspended_at IS NOT NULL)))
  CREATE INDEX claim_by_assignee ON public.claim USING btree (organization_id, assignee_id, id DESC) WHERE (assignee_id IS NOT NULL)
  CREATE INDEX claim_by_status ON public.claim USING btree (organization_id, status, id DESC)
  CREATE INDEX claim_by_target ON public.claim USING btree (organization_id, duplicate_of, id) WHERE (duplicate_of IS NOT NULL)
  CREATE INDEX claim_due ON public.claim USING btree (organization_id, due_on, id) WHERE ((due_on IS NOT NULL) AND (status = ANY (ARRAY['submitted'::text, 'accepted'::text, 'checking'::text])))
  CREATE INDEX claim_in_hand ON public.claim USING btree (organization_id, assignee_id, id) WHERE (status = 'checking'::text)
  CREATE INDEX claim_review_by ON public.claim USING btree (organization_id, review_by, id) WHERE ((review_by IS NOT NULL) AND (status = 'published'::text))
  CREATE INDEX claim_waiting ON public.claim USING btree (organization_id, updated_at, id) WHERE (status = ANY (ARRAY['submitted'::text, 'accepted'::text, 'checking'::text, 'suspended'::text]))
table claim_link (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  other_claim_id uuid not null
  kind text collate C not null
  note text
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  removed_at timestamp(3) with time zone
  claim_link_check CHECK ((claim_id <> other_claim_id))
  claim_link_kind_known CHECK ((kind = ANY (ARRAY['in_tension_with'::text, 'contradicts'::text, 'repeats'::text, 'part_of'::text, 'follow_up_to'::text, 'translation_of'::text])))
  claim_link_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  claim_link_organization_id_other_claim_id_fkey FOREIGN KEY (organization_id, other_claim_id) REFERENCES claim(organization_id, id)
  claim_link_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX claim_link_other ON public.claim_link USING btree (organization_id, other_claim_id)
  CREATE UNIQUE INDEX claim_link_standing ON public.claim_link USING btree (organization_id, claim_id, other_claim_id, kind) WHERE (removed_at IS NULL)
table claim_topic (row-level security forced)
  organization_id uuid not null
  topic text collate C not null
  claim_id uuid not null
  claim_topic_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  claim_topic_organization_id_topic_fkey FOREIGN KEY (organization_id, topic) REFERENCES topic(organization_id, code)
  claim_topic_pkey PRIMARY KEY (organization_id, topic, claim_id)
  CREATE INDEX claim_topic_by_claim ON public.claim_topic USING btree (organization_id, claim_id)
table claimant (row-level security forced)
  organization_id uuid not null
  id uuid not null
  kind text collate C not null
  name text collate C
  disambiguation text collate C default ''::text
  description text
  same_as text[] default '{}'::text[]
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  claimant_kind_known CHECK ((kind = ANY (ARRAY['person'::text, 'organization'::text, 'outlet'::text, 'unknown'::text])))
  claimant_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  claimant_organization_id_kind_name_disambiguation_key UNIQUE (organization_id, kind, name, disambiguation)
  claimant_pkey PRIMARY KEY (organization_id, id)
table comment (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  subject_type text collate C not null
  subject_id uuid not null
  passage jsonb
  reply_to uuid
  body text
  author_id uuid not null
  resolved_at timestamp(3) with time zone
  resolved_by uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  comment_check CHECK (((passage IS NULL) OR (subject_type = 'verdict'::text)))
  comment_organization_id_author_id_fkey FOREIGN KEY (organization_id, author_id) REFERENCES member(organization_id, id)
  comment_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  comment_organization_id_reply_to_fkey FOREIGN KEY (organization_id, reply_to) REFERENCES comment(organization_id, id)
  comment_organization_id_resolved_by_fkey FOREIGN KEY (organization_id, resolved_by) REFERENCES member(organization_id, id)
  comment_pkey PRIMARY KEY (organization_id, id)
  comment_resolution_whole CHECK ((((resolved_at IS NULL) = (resolved_by IS NULL)) AND ((resolved_at IS NULL) OR (reply_to IS NULL))))
  comment_subject_type_known CHECK ((subject_type = ANY (ARRAY['claim'::text, 'citation'::text, 'verdict'::text])))
  CREATE INDEX comment_by_claim ON public.comment USING btree (organization_id, claim_id, id)
  CREATE INDEX comment_by_thread ON public.comment USING btree (organization_id, reply_to, id) WHERE (reply_to IS NOT NULL)
table confidential_note (row-level security forced)
  organization_id uuid not null
  id uuid not null
  subject_type text collate C not null
  subject_id uuid not null
  about text collate C not null
  sealed bytea
  committed text collate C not null
  written_by uuid not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  confidential_note_about_known CHECK ((about = ANY (ARRAY['identity'::text, 'provenance'::text, 'legal_advice'::text])))
  confidential_note_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  confidential_note_organization_id_written_by_fkey FOREIGN KEY (organization_id, written_by) REFERENCES member(organization_id, id)
  confidential_note_pkey PRIMARY KEY (organization_id, id)
  confidential_note_subject_type_known CHECK ((subject_type = ANY (ARRAY['source'::text, 'citation'::text, 'claim'::text])))
  CREATE INDEX confidential_note_by_subject ON public.confidential_note USING btree (organization_id, subject_type, subject_id, id)
table confidential_reader (row-level security forced)
  organization_id uuid not null
  note_id uuid not null
  member_id uuid not null
  confidential_reader_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  confidential_reader_organization_id_note_id_fkey FOREIGN KEY (organization_id, note_id) REFERENCES confidential_note(organization_id, id)
  confidential_reader_pkey PRIMARY KEY (organization_id, note_id, member_id)
table confidential_reading (row-level security forced)
  organization_id uuid not null
  id uuid not null
  note_id uuid not null
  member_id uuid not null
  key_id uuid not null
  read_at timestamp(3) with time zone not null
  confidential_reading_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  confidential_reading_organization_id_note_id_fkey FOREIGN KEY (organization_id, note_id) REFERENCES confidential_note(organization_id, id)
  confidential_reading_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX confidential_reading_by_note ON public.confidential_reading USING btree (organization_id, note_id, id)
table correction (row-level security forced)
  organization_id uuid not null
  id uuid not null
  reference text collate C not null
  claim_id uuid not null
  verdict_id uuid not null
  status text collate C not null
  request text
  requested_by uuid
  inbox_id uuid
  kind text collate C
  major boolean
  decision_reason text
  decided_by uuid
  rejected_by uuid
  appeal text
  note text
  due_on date
  new_verdict_id uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  published_at timestamp(3) with time zone
  correction_check CHECK (((status <> ALL (ARRAY['accepted'::text, 'published'::text])) OR ((kind IS NOT NULL) AND (decided_by IS NOT NULL) AND (note IS NOT NULL))))
  correction_check1 CHECK (((status <> 'published'::text) OR (new_verdict_id IS NOT NULL)))
  correction_kind_check CHECK ((kind = ANY (ARRAY['correction'::text, 'update'::text, 'refile'::text, 'clarification'::text, 'retraction'::text])))
  correction_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  correction_organization_id_decided_by_fkey FOREIGN KEY (organization_id, decided_by) REFERENCES member(organization_id, id)
  correction_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  correction_organization_id_new_verdict_id_fkey FOREIGN KEY (organization_id, new_verdict_id) REFERENCES verdict(organization_id, id)
  correction_organization_id_reference_key UNIQUE (organization_id, reference)
  correction_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  correction_pkey PRIMARY KEY (organization_id, id)
  correction_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'acknowledged'::text, 'accepted'::text, 'rejected'::text, 'appealed'::text, 'rejected_finally'::text, 'published'::text])))
  CREATE INDEX correction_by_claim ON public.correction USING btree (organization_id, claim_id, id DESC)
  CREATE INDEX correction_by_status ON public.correction USING btree (organization_id, status, id DESC)
  CREATE UNIQUE INDEX correction_one_accepted ON public.correction USING btree (organization_id, claim_id) WHERE (status = 'accepted'::text)
  CREATE INDEX correction_open ON public.correction USING btree (organization_id, due_on) WHERE (status = ANY (ARRAY['requested'::text, 'acknowledged'::text, 'accepted'::text, 'appealed'::text]))
table correction_inbox (row-level security forced)
  organization_id uuid not null
  id uuid not null
  reference text collate C not null
  token_hash bytea not null
  about text
  request text
  sealed_requester bytea
  received_at timestamp(3) with time zone not null
  correction_id uuid
  correction_inbox_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  correction_inbox_organization_id_reference_key UNIQUE (organization_id, reference)
  correction_inbox_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX correction_inbox_waiting ON public.correction_inbox USING btree (organization_id, id DESC) WHERE (correction_id IS NULL)
table delivery (row-level security forced)
  organization_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  ledger_index bigint
  event_id uuid
  sequence bigint
  payload_version smallint not null
  status text collate C not null
  attempts integer not null default 0
  next_attempt_at timestamp(3) with time zone
  created_at timestamp(3) with time zone not null
  finished_at timestamp(3) with time zone
  thin boolean not null default false
  round_from integer not null default 0
  checkpoint_size bigint
  delivery_event_whole CHECK ((((event_id IS NULL) = (ledger_index IS NULL)) AND ((event_id IS NULL) = (sequence IS NULL))))
  delivery_one_content CHECK (((event_id IS NULL) OR (checkpoint_size IS NULL)))
  delivery_organization_id_checkpoint_size_fkey FOREIGN KEY (organization_id, checkpoint_size) REFERENCES checkpoint(organization_id, size)
  delivery_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  delivery_organization_id_endpoint_id_ledger_index_key UNIQUE (organization_id, endpoint_id, ledger_index)
  delivery_organization_id_endpoint_id_sequence_key UNIQUE (organization_id, endpoint_id, sequence)
  delivery_organization_id_event_id_fkey FOREIGN KEY (organization_id, event_id) REFERENCES event(organization_id, id)
  delivery_pkey PRIMARY KEY (organization_id, id)
  delivery_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'exhausted'::text, 'cancelled'::text])))
  CREATE INDEX delivery_by_endpoint ON public.delivery USING btree (organization_id, endpoint_id, id DESC)
  CREATE INDEX delivery_pending ON public.delivery USING btree (organization_id, endpoint_id, ledger_index) WHERE (status = 'pending'::text)
  CREATE INDEX delivery_unfinished ON public.delivery USING btree (organization_id, endpoint_id, status, id DESC) WHERE (status = ANY (ARRAY['exhausted'::text, 'cancelled'::text]))
table delivery_past (row-level security forced)
  organization_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  ledger_index bigint
  event_id uuid
  sequence bigint
  payload_version smallint not null
  status text collate C not null
  attempts integer not null default 0
  next_attempt_at timestamp(3) with time zone
  created_at timestamp(3) with time zone not null
  finished_at timestamp(3) with time zone
  thin boolean not null default false
  round_from integer not null default 0
  checkpoint_size bigint
  delivery_event_whole CHECK ((((event_id IS NULL) = (ledger_index IS NULL)) AND ((event_id IS NULL) = (sequence IS NULL))))
  delivery_one_content CHECK (((event_id IS NULL) OR (checkpoint_size IS NULL)))
  delivery_past_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  delivery_past_pkey PRIMARY KEY (organization_id, id)
  delivery_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'exhausted'::text, 'cancelled'::text])))
  CREATE INDEX delivery_past_by_endpoint ON public.delivery_past USING btree (organization_id, endpoint_id, id DESC)
  CREATE UNIQUE INDEX delivery_past_by_index ON public.delivery_past USING btree (organization_id, endpoint_id, ledger_index)
  CREATE INDEX delivery_past_unfinished ON public.delivery_past USING btree (organization_id, endpoint_id, status, id DESC) WHERE (status = ANY (ARRAY['exhausted'::text, 'cancelled'::text]))
table delivery_told (row-level security forced)
  organization_id uuid not null
  endpoint_id uuid not null
  stretch bigint not null
  told int8multirange not null
  delivery_told_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  delivery_told_pkey PRIMARY KEY (organization_id, endpoint_id, stretch)
table endpoint_health (row-level security forced)
  organization_id uuid not null
  endpoint_id uuid not null
  failing_since timestamp(3) with time zone
  paused_until timestamp(3) with time zone
  next_slot_at timestamp(3) with time zone
  endpoint_health_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  endpoint_health_pkey PRIMARY KEY (organization_id, endpoint_id)
table enquiry (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  contacted boolean not null
  contact text
  channel text
  asked_on text collate C
  answer_due text collate C
  answer text
  reason text
  recorded_by uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  answered_on text collate C
  public_answer text
  enquiry_check CHECK ((contacted = (reason IS NULL)))
  enquiry_check1 CHECK ((contacted = (channel IS NOT NULL)))
  enquiry_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  enquiry_pkey PRIMARY KEY (organization_id, id)
  enquiry_public_answer CHECK ((contacted OR (public_answer IS NULL)))
  CREATE INDEX enquiry_by_claim ON public.enquiry USING btree (organization_id, claim_id, id)
table erased_subject (row-level security forced)
  organization_id uuid not null
  type text collate C not null
  id uuid not null
  erasure_id uuid not null
  erased_subject_organization_id_erasure_id_fkey FOREIGN KEY (organization_id, erasure_id) REFERENCES erasure(organization_id, id)
  erased_subject_pkey PRIMARY KEY (organization_id, type, id)
  CREATE INDEX erased_subject_erasure ON public.erased_subject USING btree (organization_id, erasure_id)
table erasure (row-level security forced)
  organization_id uuid not null
  id uuid not null
  status text collate C not null
  ground text collate C not null
  reason text not null
  subjects jsonb not null
  exemption text collate C
  decision_reason text
  requested_by uuid not null
  decided_by uuid
  erased jsonb
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  decided_at timestamp(3) with time zone
  erasure_counted CHECK (((status = 'erased'::text) = (erased IS NOT NULL)))
  erasure_decision_whole CHECK ((((status = 'requested'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
  erasure_exemption_known CHECK ((exemption = ANY (ARRAY['freedom_of_expression'::text, 'legal_duty'::text, 'public_health'::text, 'archive_in_public_interest'::text, 'legal_claims'::text, 'journalism'::text, 'unfounded_or_excessive'::text, 'identity_not_shown'::text, 'no_ground'::text])))
  erasure_ground_known CHECK ((ground = ANY (ARRAY['no_longer_necessary'::text, 'consent_withdrawn'::text, 'objection'::text, 'unlawful_processing'::text, 'legal_obligation'::text, 'child_service'::text, 'court_order'::text, 'authority_order'::text, 'other_law'::text])))
  erasure_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  erasure_pkey PRIMARY KEY (organization_id, id)
  erasure_refusal_whole CHECK ((((status = 'refused'::text) = (exemption IS NOT NULL)) AND ((exemption IS NULL) = (decision_reason IS NULL))))
  erasure_status_known CHECK ((status = ANY (ARRAY['requested'::text, 'erased'::text, 'refused'::text])))
  erasure_subjects_check CHECK (((jsonb_array_length(subjects) >= 1) AND (jsonb_array_length(subjects) <= 100)))
  erasure_two_people CHECK ((decided_by <> requested_by))
table event (row-level security forced)
  organization_id uuid not null
  id uuid not null
  position bigint not null identity
  bytes bytea not null
  event_bytes_check CHECK ((octet_length(bytes) <= 60000))
  event_organization_id_position_key UNIQUE (organization_id, "position")
  event_pkey PRIMARY KEY (organization_id, id)
table event_pending
  organization_id uuid not null
  position bigint not null
  recorded_at timestamp(3) with time zone not null default clock_timestamp()
  event_pending_pkey PRIMARY KEY (organization_id, "position")
table event_personal (row-level security forced)
  organization_id uuid not null
  event_id uuid not null
  path text collate C not null
  subject_type text collate C not null
  subject_id uuid not null
  salt bytea not null
  value jsonb not null
  event_personal_pkey PRIMARY KEY (organization_id, event_id, path)
  event_personal_salt_check CHECK ((octet_length(salt) = 32))
  CREATE INDEX event_personal_subject ON public.event_personal USING btree (organization_id, subject_type, subject_id)
table external_review (row-level security forced)
  organization_id uuid not null
  id uuid not null
  url text collate C
  publisher text not null
  publisher_site text collate C
  claim_reviewed text not null
  claimant text
  claim_date text collate C
  review_date text collate C
  rating_label text
  rating_value numeric
  worst numeric
  best numeric
  language text collate C
  repairs text[] not null default '{}'::text[]
  raw text
  import_id uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  raw_sha256 text collate C
  external_review_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  external_review_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES import(organization_id, id)
  external_review_pkey PRIMARY KEY (organization_id, id)
  external_review_raw_whole CHECK (((raw IS NULL) = (raw_sha256 IS NOT NULL)))
table fan_out_progress (row-level security forced)
  organization_id uuid not null
  next_index bigint not null
  told_size bigint not null default 0
  told_at timestamp(3) with time zone
  fan_out_progress_pkey PRIMARY KEY (organization_id)
table idempotent_answer (row-level security forced)
  organization_id uuid not null
  key text collate C not null
  fingerprint bytea not null
  sealed_answer bytea
  created_at timestamp(3) with time zone not null
  idempotent_answer_pkey PRIMARY KEY (organization_id, key)
  CREATE INDEX idempotent_answer_age ON public.idempotent_answer USING btree (organization_id, created_at)
table import (row-level security forced)
  organization_id uuid not null
  id uuid not null
  kind text collate C not null
  source text collate C not null
  dry_run boolean not null
  status text collate C not null
  size bigint
  sha256 text collate C
  rows_read bigint not null default 0
  rows_added bigint not null default 0
  rows_known bigint not null default 0
  rows_refused bigint not null default 0
  error text
  requested_by uuid
  requested_by_key uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  finished_at timestamp(3) with time zone
  legacy jsonb
  import_kind_check CHECK ((kind = ANY (ARRAY['sources'::text, 'articles'::text, 'claims'::text, 'external-reviews'::text, 'legacy'::text])))
  import_legacy_whole CHECK (((kind = 'legacy'::text) = (legacy IS NOT NULL)))
  import_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  import_pkey PRIMARY KEY (organization_id, id)
  import_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
table import_chunk (row-level security forced)
  organization_id uuid not null
  import_id uuid not null
  number integer not null
  bytes bytea not null
  import_chunk_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES import(organization_id, id)
  import_chunk_pkey PRIMARY KEY (organization_id, import_id, number)
table import_fault (row-level security forced)
  organization_id uuid not null
  import_id uuid not null
  line bigint not null
  code text collate C not null
  detail text not null
  import_fault_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES import(organization_id, id)
  import_fault_pkey PRIMARY KEY (organization_id, import_id, line)
table import_key (row-level security forced)
  organization_id uuid not null
  kind text collate C not null
  source text collate C not null
  external_id text collate C not null
  subject_id uuid not null
  import_key_pkey PRIMARY KEY (organization_id, kind, source, external_id)
table import_rating (row-level security forced)
  organization_id uuid not null
  import_id uuid not null
  label text collate C not null
  code text collate C
  count bigint not null
  import_rating_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES import(organization_id, id)
  import_rating_pkey PRIMARY KEY (organization_id, import_id, label)
table interest (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  member_id uuid not null
  statement text
  version integer not null default 1
  declared_at timestamp(3) with time zone not null
  interest_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  interest_organization_id_claim_id_member_id_key UNIQUE (organization_id, claim_id, member_id)
  interest_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  interest_pkey PRIMARY KEY (organization_id, id)
table invitation (row-level security forced)
  organization_id uuid not null
  id uuid not null
  member_id uuid not null
  token_hash bytea not null
  issued_by uuid
  expires_at timestamp(3) with time zone not null
  redeemed_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
  key_terms jsonb
  invitation_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  invitation_organization_id_token_hash_key UNIQUE (organization_id, token_hash)
  invitation_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX invitation_by_member ON public.invitation USING btree (organization_id, member_id) WHERE ((redeemed_at IS NULL) AND (revoked_at IS NULL))
table ledger_due
  reader text collate C not null
  organization_id uuid not null
  size bigint not null
  since timestamp(3) with time zone not null default clock_timestamp()
  ledger_due_pkey PRIMARY KEY (reader, organization_id)
table ledger_entry (row-level security forced)
  organization_id uuid not null
  index bigint not null
  event_id uuid not null
  leaf_hash bytea not null
  sequenced_at timestamp(3) with time zone not null
  ledger_entry_organization_id_event_id_key UNIQUE (organization_id, event_id)
  ledger_entry_pkey PRIMARY KEY (organization_id, index)
  CREATE INDEX ledger_entry_time ON public.ledger_entry USING btree (organization_id, sequenced_at, index)
table ledger_head (row-level security forced)
  organization_id uuid not null
  size bigint not null default 0
  frontier bytea[] not null default '{}'::bytea[]
  root bytea not null
  sequenced_at timestamp(3) with time zone
  ledger_head_pkey PRIMARY KEY (organization_id)
table ledger_node (row-level security forced)
  organization_id uuid not null
  level smallint not null
  index bigint not null
  hash bytea not null
  ledger_node_pkey PRIMARY KEY (organization_id, level, index)
table ledger_state (row-level security forced)
  organization_id uuid not null
  type text collate C not null
  id uuid not null
  from_index bigint not null
  until_index bigint
  root_id uuid not null
  event_id uuid not null
  change smallint not null
  status text collate C
  ledger_state_pkey PRIMARY KEY (organization_id, type, id, from_index)
  CREATE INDEX ledger_state_root ON public.ledger_state USING btree (organization_id, root_id, from_index)
  CREATE INDEX ledger_state_steps ON public.ledger_state USING btree (organization_id, from_index) INCLUDE (type, id, root_id) WHERE (type = ANY (ARRAY['claim'::text, 'verdict'::text]))
  CREATE INDEX ledger_state_verdicts ON public.ledger_state USING btree (organization_id, root_id, from_index) INCLUDE (status) WHERE (type = 'verdict'::text)
table legacy_record (row-level security forced)
  organization_id uuid not null
  verdict_id uuid not null
  import_id uuid not null
  raw text
  legacy_record_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES import(organization_id, id)
  legacy_record_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  legacy_record_pkey PRIMARY KEY (organization_id, verdict_id)
table master_key_mark
  alone boolean not null default true
  sealed bytea not null
  master_key_mark_alone_check CHECK (alone)
  master_key_mark_pkey PRIMARY KEY (alone)
table member (row-level security forced)
  organization_id uuid not null
  id uuid not null
  name text collate C
  email text collate C
  roles text[] not null
  status text collate C not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  status_reason text
  member_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  member_organization_id_name_key UNIQUE (organization_id, name)
  member_pkey PRIMARY KEY (organization_id, id)
  member_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text])))
table methodology (row-level security forced)
  organization_id uuid not null
  version integer not null
  language text collate C not null
  text text not null
  created_at timestamp(3) with time zone not null
  methodology_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  methodology_pkey PRIMARY KEY (organization_id, version)
table not_selected (row-level security forced)
  organization_id uuid not null
  claim_id uuid not null
  reason text collate C not null
  origin text collate C not null
  topics text[] not null
  not_selected_pkey PRIMARY KEY (organization_id, claim_id)
table organization (row-level security forced)
  organization_id uuid not null
  slug text collate C not null
  name text not null
  policy_version integer not null
  scale_code text collate C not null
  scale_version integer not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  site_name text
  base_url text collate C
  methodology_version integer
  organization_organization_id_methodology_version_fkey FOREIGN KEY (organization_id, methodology_version) REFERENCES methodology(organization_id, version)
  organization_pkey PRIMARY KEY (organization_id)
table policy (row-level security forced)
  organization_id uuid not null
  version integer not null
  content jsonb not null
  created_at timestamp(3) with time zone not null
  policy_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  policy_pkey PRIMARY KEY (organization_id, version)
table policy_proposal (row-level security forced)
  organization_id uuid not null
  id uuid not null
  base_version integer not null
  content jsonb not null
  weakens text[] not null
  proposed_by uuid not null
  policy_version integer
  confirmed_by uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  decided_at timestamp(3) with time zone
  policy_proposal_check CHECK ((confirmed_by <> proposed_by))
  policy_proposal_check1 CHECK ((((policy_version IS NULL) = (confirmed_by IS NULL)) AND ((confirmed_by IS NULL) = (decided_at IS NULL))))
  policy_proposal_organization_id_confirmed_by_fkey FOREIGN KEY (organization_id, confirmed_by) REFERENCES member(organization_id, id)
  policy_proposal_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  policy_proposal_organization_id_policy_version_fkey FOREIGN KEY (organization_id, policy_version) REFERENCES policy(organization_id, version)
  policy_proposal_organization_id_proposed_by_fkey FOREIGN KEY (organization_id, proposed_by) REFERENCES member(organization_id, id)
  policy_proposal_pkey PRIMARY KEY (organization_id, id)
table public_address
  slug text collate C not null
  organization_id uuid not null
  public_address_pkey PRIMARY KEY (slug)
table published_claim (row-level security forced)
  organization_id uuid not null
  claim_id uuid not null
  slug text collate C not null
  state text collate C not null
  language text collate C not null
  version integer
  statement text
  rating text collate C
  topics text[] not null default '{}'::text[]
  page_of_record text collate C
  published_at timestamp(3) with time zone
  modified_at timestamp(3) with time zone not null
  changed_at timestamp(3) with time zone not null
  digest text collate C not null
  page jsonb not null
  search tsvector
  published_claim_check CHECK (((state = 'published'::text) = (statement IS NOT NULL)))
  published_claim_check1 CHECK (((state = 'published'::text) OR ((rating IS NULL) AND (topics = '{}'::text[]) AND (published_at IS NULL) AND (search IS NULL) AND (page_of_record IS NULL))))
  published_claim_pkey PRIMARY KEY (organization_id, claim_id)
  published_claim_state_check CHECK ((state = ANY (ARRAY['published'::text, 'suspended'::text, 'retracted'::text])))
  CREATE INDEX published_claim_changed ON public.published_claim USING btree (organization_id, changed_at)
  CREATE INDEX published_claim_claimants ON public.published_claim USING gin (jsonb_path_query_array(page, '$."utterances"[*]."claimant"."id"'::jsonpath)) WHERE (state = 'published'::text)
  CREATE INDEX published_claim_everywhere ON public.published_claim USING btree (published_at DESC, claim_id DESC) WHERE (state = 'published'::text)
  CREATE INDEX published_claim_latest ON public.published_claim USING btree (organization_id, published_at DESC, claim_id DESC) WHERE (state = 'published'::text)
  CREATE INDEX published_claim_search ON public.published_claim USING gin (search) WHERE (state = 'published'::text)
  CREATE UNIQUE INDEX published_claim_slug ON public.published_claim USING btree (organization_id, slug)
  CREATE INDEX published_claim_topics ON public.published_claim USING gin (topics) WHERE (state = 'published'::text)
table published_methodology (row-level security forced)
  organization_id uuid not null
  version integer not null
  language text collate C not null
  text text not null
  created_at timestamp(3) with time zone not null
  published_methodology_pkey PRIMARY KEY (organization_id, version)
table published_not_selected (row-level security forced)
  organization_id uuid not null
  counted text collate C not null
  code text collate C not null
  labels jsonb
  claims integer not null
  published_not_selected_counted_check CHECK ((counted = ANY (ARRAY['all'::text, 'reason'::text, 'topic'::text, 'origin'::text])))
  published_not_selected_pkey PRIMARY KEY (organization_id, counted, code)
table published_organization (row-level security forced)
  organization_id uuid not null
  slug text collate C not null
  name text not null
  site_name text
  base_url text collate C
  changed_at timestamp(3) with time zone not null
  page jsonb not null
  published_organization_pkey PRIMARY KEY (organization_id)
  CREATE UNIQUE INDEX published_organization_slug ON public.published_organization USING btree (slug)
table published_progress (row-level security forced)
  organization_id uuid not null
  next_index bigint not null
  published_progress_pkey PRIMARY KEY (organization_id)
table published_version (row-level security forced)
  organization_id uuid not null
  claim_id uuid not null
  number integer not null
  published_at timestamp(3) with time zone not null
  change text collate C not null
  major boolean
  note text
  page jsonb not null
  published_version_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES published_claim(organization_id, claim_id)
  published_version_pkey PRIMARY KEY (organization_id, claim_id, number)
  CREATE INDEX published_version_corrections ON public.published_version USING btree (organization_id, published_at DESC, claim_id DESC, number DESC) WHERE (change <> 'first'::text)
table rating_scale (row-level security forced)
  organization_id uuid not null
  code text collate C not null
  version integer not null
  content jsonb not null
  created_at timestamp(3) with time zone not null
  id uuid not null default gen_random_uuid()
  rating_scale_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  rating_scale_pkey PRIMARY KEY (organization_id, code, version)
  CREATE UNIQUE INDEX rating_scale_id ON public.rating_scale USING btree (organization_id, id)
table report (row-level security forced)
  organization_id uuid not null
  id uuid not null
  kind text collate C not null
  format text collate C not null
  parameters jsonb not null
  status text collate C not null
  checkpoint_size bigint
  rows_done bigint not null default 0
  rows_total bigint
  sha256 text collate C
  size bigint
  error text
  requested_by uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  finished_at timestamp(3) with time zone
  content_id uuid
  started_at timestamp(3) with time zone
  progress_at timestamp(3) with time zone
  expires_at timestamp(3) with time zone
  report_organization_id_content_id_fkey FOREIGN KEY (organization_id, content_id) REFERENCES report_content(organization_id, id)
  report_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  report_pkey PRIMARY KEY (organization_id, id)
  report_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'expired'::text])))
  CREATE INDEX report_by_content ON public.report USING btree (organization_id, content_id) WHERE (content_id IS NOT NULL)
table report_chunk (row-level security forced)
  organization_id uuid not null
  content_id uuid not null
  number integer not null
  bytes bytea not null
  report_chunk_organization_id_content_id_fkey FOREIGN KEY (organization_id, content_id) REFERENCES report_content(organization_id, id)
  report_chunk_pkey PRIMARY KEY (organization_id, content_id, number)
table report_content (row-level security forced)
  organization_id uuid not null
  id uuid not null
  sha256 text collate C
  size bigint
  report_content_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  report_content_organization_id_sha256_key UNIQUE (organization_id, sha256)
  report_content_pkey PRIMARY KEY (organization_id, id)
table report_download (row-level security forced)
  organization_id uuid not null
  report_id uuid not null
  key_id uuid not null
  at timestamp(3) with time zone not null
  report_download_organization_id_report_id_fkey FOREIGN KEY (organization_id, report_id) REFERENCES report(organization_id, id)
  report_download_pkey PRIMARY KEY (organization_id, report_id, key_id)
table revision (row-level security forced)
  organization_id uuid not null
  id uuid not null
  article_id uuid not null
  sha256 text collate C not null
  length integer not null
  body text not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  revision_organization_id_article_id_fkey FOREIGN KEY (organization_id, article_id) REFERENCES article(organization_id, id)
  revision_organization_id_article_id_sha256_key UNIQUE (organization_id, article_id, sha256)
  revision_pkey PRIMARY KEY (organization_id, id)
table signing_key (row-level security forced)
  organization_id uuid not null
  id uuid not null
  verifier_key text collate C not null
  sealed_seed bytea not null
  created_at timestamp(3) with time zone not null
  retired_at timestamp(3) with time zone
  version integer not null default 1
  signing_key_pkey PRIMARY KEY (organization_id, id)
  signing_key_retired_after CHECK ((retired_at >= created_at))
table source (row-level security forced)
  organization_id uuid not null
  id uuid not null
  kind text collate C not null
  title text not null
  publisher text
  url text collate C
  access text collate C not null
  interests text
  archived_url text collate C
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  unnamed boolean not null default false
  merged_into uuid
  title_key text collate C default lower(title)
  source_access_known CHECK ((access = ANY (ARRAY['open'::text, 'paywalled'::text, 'on_request'::text, 'interview_on_record'::text, 'background'::text, 'off_record'::text])))
  source_check CHECK ((merged_into <> id))
  source_kind_known CHECK ((kind = ANY (ARRAY['document'::text, 'dataset'::text, 'person'::text, 'outlet'::text])))
  source_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  source_organization_id_merged_into_fkey FOREIGN KEY (organization_id, merged_into) REFERENCES source(organization_id, id)
  source_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX source_by_kind ON public.source USING btree (organization_id, kind, id DESC)
  CREATE INDEX source_by_target ON public.source USING btree (organization_id, merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX source_by_title ON public.source USING btree (organization_id, title_key)
table topic (row-level security forced)
  organization_id uuid not null
  id uuid not null
  code text collate C not null
  labels jsonb not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  topic_code UNIQUE (organization_id, code)
  topic_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  topic_pkey PRIMARY KEY (organization_id, id)
table utterance (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  claimant_id uuid not null
  reported_by_id uuid
  affiliation text
  mode text collate C not null
  implied_because text
  said_on text collate C
  article_id uuid
  revision_id uuid
  exact text
  prefix text
  suffix text
  start_at integer
  end_at integer
  utf16_start integer
  utf16_end integer
  unanchored jsonb
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  utterance_check CHECK (((revision_id IS NULL) = (unanchored IS NOT NULL)))
  utterance_check1 CHECK ((((revision_id IS NULL) = (exact IS NULL)) AND ((exact IS NULL) = (start_at IS NULL))))
  utterance_check2 CHECK (((mode = 'implied'::text) = (implied_because IS NOT NULL)))
  utterance_mode_known CHECK ((mode = ANY (ARRAY['verbatim'::text, 'paraphrase'::text, 'stated'::text, 'implied'::text])))
  utterance_organization_id_article_id_fkey FOREIGN KEY (organization_id, article_id) REFERENCES article(organization_id, id)
  utterance_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  utterance_organization_id_claimant_id_fkey FOREIGN KEY (organization_id, claimant_id) REFERENCES claimant(organization_id, id)
  utterance_organization_id_reported_by_id_fkey FOREIGN KEY (organization_id, reported_by_id) REFERENCES claimant(organization_id, id)
  utterance_organization_id_revision_id_fkey FOREIGN KEY (organization_id, revision_id) REFERENCES revision(organization_id, id)
  utterance_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX utterance_by_article ON public.utterance USING btree (organization_id, article_id) WHERE (article_id IS NOT NULL)
  CREATE INDEX utterance_by_claim ON public.utterance USING btree (organization_id, claim_id, id)
table verdict (row-level security forced)
  organization_id uuid not null
  id uuid not null
  claim_id uuid not null
  number integer not null
  status text collate C not null
  outcome text collate C not null
  rating text collate C
  scale_code text collate C not null
  scale_version integer not null
  summary text not null
  rationale text not null
  judged_as_of text collate C not null
  evidence_cut_off text collate C not null
  policy_version integer
  quorum jsonb
  override_reason text
  digest text collate C
  content bytea
  submitted_at timestamp(3) with time zone
  published_at timestamp(3) with time zone
  published_by uuid
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  scheduled_for timestamp(3) with time zone
  scheduled_by uuid
  schedule_id uuid
  embargo_lifted_because text
  precedents jsonb not null default '[]'::jsonb
  correction_id uuid
  override_kind text collate C
  procedure text collate C not null default 'standard'::text
  rest_status text collate C
  rest_quorum jsonb
  rest_due_at timestamp(3) with time zone
  rest_ended_at timestamp(3) with time zone
  disputed_at timestamp(3) with time zone
  legacy jsonb
  methodology_version integer
  verdict_check CHECK (((outcome = 'rating'::text) = (rating IS NOT NULL)))
  verdict_frozen CHECK (((legacy IS NOT NULL) OR (status = ANY (ARRAY['draft'::text, 'changes_requested'::text, 'abandoned'::text])) OR ((digest IS NOT NULL) AND (content IS NOT NULL) AND (quorum IS NOT NULL))))
  verdict_legacy_apart CHECK (((legacy IS NULL) OR ((status = ANY (ARRAY['published'::text, 'superseded'::text, 'retracted'::text])) AND (digest IS NULL) AND (content IS NULL) AND (quorum IS NULL) AND (policy_version IS NULL) AND (submitted_at IS NULL) AND (procedure = 'standard'::text) AND (outcome = 'rating'::text))))
  verdict_organization_id_claim_id_fkey FOREIGN KEY (organization_id, claim_id) REFERENCES claim(organization_id, id)
  verdict_organization_id_claim_id_number_key UNIQUE (organization_id, claim_id, number)
  verdict_organization_id_correction_id_fkey FOREIGN KEY (organization_id, correction_id) REFERENCES correction(organization_id, id)
  verdict_organization_id_methodology_version_fkey FOREIGN KEY (organization_id, methodology_version) REFERENCES methodology(organization_id, version)
  verdict_organization_id_policy_version_fkey FOREIGN KEY (organization_id, policy_version) REFERENCES policy(organization_id, version)
  verdict_organization_id_scale_code_scale_version_fkey FOREIGN KEY (organization_id, scale_code, scale_version) REFERENCES rating_scale(organization_id, code, version)
  verdict_organization_id_scheduled_by_fkey FOREIGN KEY (organization_id, scheduled_by) REFERENCES member(organization_id, id)
  verdict_outcome_known CHECK ((outcome = ANY (ARRAY['rating'::text, 'retraction'::text])))
  verdict_override_kind_known CHECK ((override_kind = ANY (ARRAY['single_relevant_source'::text, 'other'::text])))
  verdict_override_whole CHECK (((override_kind IS NULL) OR (override_reason IS NOT NULL)))
  verdict_pkey PRIMARY KEY (organization_id, id)
  verdict_procedure_known CHECK ((procedure = ANY (ARRAY['standard'::text, 'urgent'::text, 'refile'::text])))
  verdict_rest_status_known CHECK ((rest_status = ANY (ARRAY['to_come'::text, 'waiting'::text, 'complete'::text, 'refused'::text])))
  verdict_rest_whole CHECK ((((rest_status IS NULL) = (rest_quorum IS NULL)) AND ((rest_status IS NULL) OR (procedure = 'urgent'::text)) AND ((COALESCE(rest_status, 'to_come'::text) = 'to_come'::text) = (rest_due_at IS NULL)) AND ((COALESCE(rest_status, ''::text) = ANY (ARRAY['complete'::text, 'refused'::text])) = (rest_ended_at IS NOT NULL))))
  verdict_schedule_whole CHECK ((((status = 'scheduled'::text) = (schedule_id IS NOT NULL)) AND ((schedule_id IS NULL) OR ((scheduled_for IS NOT NULL) AND (scheduled_by IS NOT NULL)))))
  verdict_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'in_review'::text, 'changes_requested'::text, 'approved'::text, 'scheduled'::text, 'published'::text, 'superseded'::text, 'retracted'::text, 'abandoned'::text])))
  CREATE UNIQUE INDEX verdict_by_schedule ON public.verdict USING btree (organization_id, schedule_id) WHERE (schedule_id IS NOT NULL)
  CREATE INDEX verdict_embargoed ON public.verdict USING btree (organization_id, scheduled_for, claim_id) WHERE (status = 'scheduled'::text)
  CREATE UNIQUE INDEX verdict_one_open ON public.verdict USING btree (organization_id, claim_id) WHERE (status = ANY (ARRAY['draft'::text, 'in_review'::text, 'changes_requested'::text, 'approved'::text, 'scheduled'::text]))
  CREATE UNIQUE INDEX verdict_one_published ON public.verdict USING btree (organization_id, claim_id) WHERE (status = 'published'::text)
  CREATE INDEX verdict_owing ON public.verdict USING btree (organization_id, COALESCE(disputed_at, rest_due_at), claim_id) WHERE ((status = 'published'::text) AND (rest_status = ANY (ARRAY['waiting'::text, 'refused'::text])))
  CREATE INDEX verdict_sent_back ON public.verdict USING btree (organization_id, claim_id) WHERE (status = 'changes_requested'::text)
  CREATE INDEX verdict_waiting ON public.verdict USING btree (organization_id, claim_id) INCLUDE (id, digest, policy_version, submitted_at) WHERE ((status = 'in_review'::text) OR ((status = 'published'::text) AND (rest_status = 'waiting'::text)))
table verdict_author (row-level security forced)
  organization_id uuid not null
  verdict_id uuid not null
  member_id uuid not null
  since timestamp(3) with time zone not null
  verdict_author_organization_id_member_id_fkey FOREIGN KEY (organization_id, member_id) REFERENCES member(organization_id, id)
  verdict_author_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  verdict_author_pkey PRIMARY KEY (organization_id, verdict_id, member_id)
table verdict_citation (row-level security forced)
  organization_id uuid not null
  verdict_id uuid not null
  citation_id uuid not null
  verdict_citation_organization_id_citation_id_fkey FOREIGN KEY (organization_id, citation_id) REFERENCES citation(organization_id, id)
  verdict_citation_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  verdict_citation_pkey PRIMARY KEY (organization_id, verdict_id, citation_id)
table verdict_past_content (row-level security forced)
  organization_id uuid not null
  verdict_id uuid not null
  digest text collate C not null
  content bytea not null
  submitted_at timestamp(3) with time zone not null
  verdict_past_content_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  verdict_past_content_pkey PRIMARY KEY (organization_id, verdict_id, digest)
table verdict_utterance (row-level security forced)
  organization_id uuid not null
  verdict_id uuid not null
  utterance_id uuid not null
  verdict_utterance_organization_id_utterance_id_fkey FOREIGN KEY (organization_id, utterance_id) REFERENCES utterance(organization_id, id)
  verdict_utterance_organization_id_verdict_id_fkey FOREIGN KEY (organization_id, verdict_id) REFERENCES verdict(organization_id, id)
  verdict_utterance_pkey PRIMARY KEY (organization_id, verdict_id, utterance_id)
table webhook_earlier_secret (row-level security forced)
  organization_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  sealed bytea not null
  ends_at timestamp(3) with time zone not null
  webhook_earlier_secret_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  webhook_earlier_secret_pkey PRIMARY KEY (organization_id, id)
  CREATE INDEX webhook_earlier_secret_by_endpoint ON public.webhook_earlier_secret USING btree (organization_id, endpoint_id, id DESC)
table webhook_endpoint (row-level security forced)
  organization_id uuid not null
  id uuid not null
  url text collate C not null
  description text
  event_types text[] not null
  status text collate C not null
  disabled_reason text collate C
  sealed_secret bytea not null
  next_sequence bigint not null default 0
  from_index bigint not null
  version integer not null default 1
  created_at timestamp(3) with time zone not null
  filter jsonb not null default '{}'::jsonb
  payload text collate C not null default 'full'::text
  header_names text[] not null default '{}'::text[]
  sealed_headers bytea
  rate_per_second integer
  strict_order boolean not null default false
  checkpoints boolean not null default false
  webhook_endpoint_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(organization_id)
  webhook_endpoint_payload_check CHECK ((payload = ANY (ARRAY['full'::text, 'thin'::text])))
  webhook_endpoint_pkey PRIMARY KEY (organization_id, id)
  webhook_endpoint_rate_per_second_check CHECK (((rate_per_second >= 1) AND (rate_per_second <= 1000)))
  webhook_endpoint_status_check CHECK ((status = ANY (ARRAY['enabled'::text, 'disabled'::text, 'archived'::text])))
table webhook_recovery (row-level security forced)
  organization_id uuid not null
  id uuid not null
  endpoint_id uuid not null
  scope text collate C not null
  from_index bigint not null
  until_index bigint not null
  next_index bigint not null
  deliveries integer not null default 0
  status text collate C not null
  created_at timestamp(3) with time zone not null
  finished_at timestamp(3) with time zone
  webhook_recovery_organization_id_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES webhook_endpoint(organization_id, id)
  webhook_recovery_pkey PRIMARY KEY (organization_id, id)
  webhook_recovery_scope_check CHECK ((scope = ANY (ARRAY['missed'::text, 'exhausted'::text, 'all'::text])))
  webhook_recovery_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
  CREATE INDEX webhook_recovery_by_endpoint ON public.webhook_recovery USING btree (organization_id, endpoint_id, id DESC)
table work_due
  kind text collate C not null
  organization_id uuid not null
  subject_id uuid not null
  due_at timestamp(3) with time zone not null
  lease_until timestamp(3) with time zone
  fence integer not null default 0
  lost_leases integer not null default 0
  work_due_pkey PRIMARY KEY (organization_id, kind, subject_id)
  CREATE INDEX work_due_next ON public.work_due USING btree (kind, due_at)

policy tenant on access_digest using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on access_log using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on api_key using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on article using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on attempt using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on attempt_past using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on ballot using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on capture using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on capture_chunk using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on capture_content using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on capture_upload using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on checkpoint using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on citation using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on claim using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on claim_link using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on claim_topic using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on claimant using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on comment using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on confidential_note using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on confidential_reader using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on confidential_reading using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on correction using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on correction_inbox using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on delivery using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on delivery_past using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on delivery_told using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on endpoint_health using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on enquiry using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on erased_subject using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on erasure using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on event using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on event_personal using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on external_review using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on fan_out_progress using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on idempotent_answer using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on import using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on import_chunk using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on import_fault using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on import_key using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on import_rating using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on interest using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on invitation using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on ledger_entry using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on ledger_head using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on ledger_node using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on ledger_state using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on legacy_record using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on member using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on methodology using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on not_selected using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on organization using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on policy using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on policy_proposal using (organization_id = current_organization()) with check (organization_id = current_organization())
policy everybody on published_claim to claimdesk_public using true with check 
policy tenant on published_claim using (organization_id = current_organization()) with check (organization_id = current_organization())
policy everybody on published_methodology to claimdesk_public using true with check 
policy tenant on published_methodology using (organization_id = current_organization()) with check (organization_id = current_organization())
policy everybody on published_not_selected to claimdesk_public using true with check 
policy tenant on published_not_selected using (organization_id = current_organization()) with check (organization_id = current_organization())
policy everybody on published_organization to claimdesk_public using true with check 
policy tenant on published_organization using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on published_progress using (organization_id = current_organization()) with check (organization_id = current_organization())
policy everybody on published_version to claimdesk_public using true with check 
policy tenant on published_version using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on rating_scale using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on report using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on report_chunk using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on report_content using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on report_download using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on revision using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on signing_key using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on source using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on topic using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on utterance using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on verdict using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on verdict_author using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on verdict_citation using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on verdict_past_content using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on verdict_utterance using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on webhook_earlier_secret using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on webhook_endpoint using (organization_id = current_organization()) with check (organization_id = current_organization())
policy tenant on webhook_recovery using (organization_id = current_organization()) with check (organization_id = current_organization())

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.confidential_reading FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.confidential_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.event FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.ledger_node FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.ledger_node FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE ON public.legacy_record FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_but_erased BEFORE UPDATE ON public.legacy_record FOR EACH ROW WHEN (((new.raw IS NOT NULL) OR (((new.organization_id IS DISTINCT FROM old.organization_id) OR (new.verdict_id IS DISTINCT FROM old.verdict_id)) OR (new.import_id IS DISTINCT FROM old.import_id)))) EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.legacy_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.verdict_past_content FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.verdict_past_content FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

grant insert, select on access_digest to claimdesk_app
grant delete, insert, select on access_log to claimdesk_app
grant insert, select, update on api_key to claimdesk_app
grant insert, select, update on article to claimdesk_app
grant delete, insert, select on attempt to claimdesk_app
grant delete, insert, select on attempt_past to claimdesk_app
grant insert, select on ballot to claimdesk_app
grant insert, select, update on capture to claimdesk_app
grant delete, insert, select on capture_chunk to claimdesk_app
grant insert, select on capture_content to claimdesk_app
grant delete, insert, select on capture_upload to claimdesk_app
grant insert, select on checkpoint to claimdesk_app
grant insert, select, update on citation to claimdesk_app
grant insert, select, update on claim to claimdesk_app
grant insert, select, update on claim_link to claimdesk_app
grant delete, insert, select on claim_topic to claimdesk_app
grant insert, select, update on claimant to claimdesk_app
grant insert, select, update on comment to claimdesk_app
grant insert, select on confidential_note to claimdesk_app
grant insert, select on confidential_reader to claimdesk_app
grant insert, select on confidential_reading to claimdesk_app
grant insert, select, update on correction to claimdesk_app
grant delete, insert, select, update on correction_inbox to claimdesk_app
grant delete, insert, select, update on delivery to claimdesk_app
grant delete, insert, select on delivery_past to claimdesk_app
grant insert, select, update on delivery_told to claimdesk_app
grant insert, select, update on endpoint_health to claimdesk_app
grant insert, select, update on enquiry to claimdesk_app
grant insert, select on erased_subject to claimdesk_app
grant insert, select, update on erasure to claimdesk_app
grant insert, select on event to claimdesk_app
grant delete, insert, select on event_pending to claimdesk_app
grant delete, insert, select on event_personal to claimdesk_app
grant insert, select on external_review to claimdesk_app
grant insert, select, update on fan_out_progress to claimdesk_app
grant delete, insert, select, update on idempotent_answer to claimdesk_app
grant insert, select, update on import to claimdesk_app
grant delete, insert, select, update on import_chunk to claimdesk_app
grant delete, insert, select on import_fault to claimdesk_app
grant insert, select on import_key to claimdesk_app
grant delete, insert, select, update on import_rating to claimdesk_app
grant insert, select, update on interest to claimdesk_app
grant insert, select, update on invitation to claimdesk_app
grant delete, insert, select, update on ledger_due to claimdesk_app
grant insert, select on ledger_entry to claimdesk_app
grant insert, select, update on ledger_head to claimdesk_app
grant insert, select on ledger_node to claimdesk_app
grant insert, select, update on ledger_state to claimdesk_app
grant insert, select on legacy_record to claimdesk_app
grant insert, select on master_key_mark to claimdesk_app
grant insert, select, update on member to claimdesk_app
grant insert, select on methodology to claimdesk_app
grant select on migration to claimdesk_app
grant delete, insert, select, update on not_selected to claimdesk_app
grant insert, select, update on organization to claimdesk_app
grant insert, select on policy to claimdesk_app
grant insert, select, update on policy_proposal to claimdesk_app
grant insert, select on public_address to claimdesk_app
grant delete, insert, select, update on published_claim to claimdesk_app
grant select on published_claim to claimdesk_public
grant delete, insert, select, update on published_methodology to claimdesk_app
grant select on published_methodology to claimdesk_public
grant delete, insert, select, update on published_not_selected to claimdesk_app
grant select on published_not_selected to claimdesk_public
grant delete, insert, select, update on published_organization to claimdesk_app
grant select on published_organization to claimdesk_public
grant insert, select, update on published_progress to claimdesk_app
grant delete, insert, select, update on published_version to claimdesk_app
grant select on published_version to claimdesk_public
grant insert, select on rating_scale to claimdesk_app
grant insert, select, update on report to claimdesk_app
grant delete, insert, select on report_chunk to claimdesk_app
grant delete, insert, select, update on report_content to claimdesk_app
grant insert, select on report_download to claimdesk_app
grant insert, select on revision to claimdesk_app
grant insert, select, update on signing_key to claimdesk_app
grant insert, select, update on source to claimdesk_app
grant insert, select, update on topic to claimdesk_app
grant insert, select, update on utterance to claimdesk_app
grant insert, select, update on verdict to claimdesk_app
grant insert, select on verdict_author to claimdesk_app
grant delete, insert, select on verdict_citation to claimdesk_app
grant insert, select on verdict_past_content to claimdesk_app
grant delete, insert, select on verdict_utterance to claimdesk_app
grant delete, insert, select on webhook_earlier_secret to claimdesk_app
grant insert, select, update on webhook_endpoint to claimdesk_app
grant insert, select, update on webhook_recovery to claimdesk_app
grant delete, insert, select, update on work_due to claimdesk_app

function as_cell(words text) returns text
function current_organization() returns uuid
function earliest(date text) returns double precision
function instant(moment timestamp with time zone) returns text
function recall_answer(organization uuid, idempotency_key text, at timestamp with time zone, OUT got boolean, OUT fingerprint bytea, OUT sealed_answer bytea) returns record
function refuse_change() returns trigger
