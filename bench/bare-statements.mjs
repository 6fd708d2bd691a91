import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { listText, singleText } = require('../dist/libs/desk/src/claims/claim-reads.js');
const { claimState } = require('../dist/libs/desk/src/claims/claim-state.js');
const { utteranceState } = require('../dist/libs/desk/src/claims/utterance-store.js');

/** The very statements of the service for the two reads. */
export const getText = singleText(['citations', 'verdicts']);
export const listByStatusText = listText(['status']);

/** The rows of one POST /v1/claims in one statement: claim, utterance, event, its mark, the remembered answer. */
export const createText = `with c as (
    insert into claim as c (organization_id, id, statement, kind, language, status, origin, submitted_by_member, created_at, updated_at)
    values ($1, $2, $3, $4, $5, 'submitted', 'monitoring', $6, now(), now()) returning ${claimState('c')} as state
  ), u as (
    insert into utterance as u (organization_id, id, claim_id, claimant_id, mode, implied_because, article_id, revision_id, exact,
      prefix, suffix, start_at, end_at, utf16_start, utf16_end, created_at)
    values ($1, $7, $2, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $17, now()) returning ${utteranceState('u')} as state
  ), e as (
    insert into event (organization_id, id, bytes) values ($1, $18, $19) returning organization_id, position
  ), p as (
    insert into event_pending (organization_id, position) select organization_id, position from e
  ), i as (
    insert into idempotent_answer (organization_id, key, fingerprint, sealed_answer, created_at) values ($1, $20, $21, $22, now())
  ) select left(c.state::text, -1) || ', "utterances" : [' || u.state::text || ']}' as json from c, u`;

/** The rows of one POST /v1/claims/{id}/assign in one statement, if the claim still has the version that was seen. */
export const assignText = `with c as (
    update claim c set assignee_id = $3, version = version + 1, updated_at = now()
     where organization_id = $1 and id = $2 and version = $4 and status = 'checking' returning ${claimState('c')} as state
  ), e as (
    insert into event (organization_id, id, bytes) select $1, $5, convert_to(state::text, 'UTF8') from c returning organization_id, position
  ), p as (
    insert into event_pending (organization_id, position) select organization_id, position from e
  ), i as (
    insert into idempotent_answer (organization_id, key, fingerprint, sealed_answer, created_at)
    select $1, $6, $7, convert_to(state::text, 'UTF8'), now() from c
  ) select state::text as json from c`;
