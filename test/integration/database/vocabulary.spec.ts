import * as rules from '#libs/factcheck';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

const lists: Readonly<Record<string, readonly string[]>> = {
  claim_kind_known: rules.claimKinds,
  claim_status_known: rules.claimStatuses,
  claim_origin_known: rules.origins,
  claim_selection_reason_known: rules.selectionReasons,
  claim_closing_reason_known: rules.declineReasons,
  claim_link_kind_known: rules.claimLinks,
  claim_hold_kind_known: rules.holdKinds,
  comment_subject_type_known: rules.commentSubjects,
  claimant_kind_known: rules.claimantKinds,
  utterance_mode_known: rules.utteranceModes,
  source_kind_known: rules.sourceKinds,
  source_access_known: rules.accessKinds,
  citation_stance_known: rules.stances,
  citation_mode_known: rules.citationModes,
  capture_status_known: rules.captureStatuses,
  confidential_note_about_known: rules.confidentialMatters,
  confidential_note_subject_type_known: rules.confidentialSubjects,
  verdict_override_kind_known: rules.overrideKinds,
  verdict_outcome_known: rules.verdictOutcomes,
  verdict_procedure_known: rules.procedures,
  verdict_rest_status_known: rules.restStatuses,
  verdict_status_known: rules.verdictStatuses,
  erasure_status_known: rules.erasureStatuses,
  erasure_ground_known: rules.erasureGrounds,
  erasure_exemption_known: rules.erasureExemptions,
  access_log_kind_known: rules.accessEntryKinds,
};

describe('the words that the database knows', () => {
  let on: TestDatabase;
  beforeAll(async () => {
    on = await freshDatabase();
  });
  afterAll(() => on?.drop());

  it('are those of the rules, each list', async () => {
    const rows = await on.asOwner<{ name: string; definition: string }>(
      `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conname like '%\\_known'`,
    );
    const known = Object.fromEntries(
      rows.map(({ name, definition }) => [
        name,
        [...definition.matchAll(/'([a-z_]+)'::text/g)].map((m) => m[1]).sort(),
      ]),
    );
    expect(known).toEqual(Object.fromEntries(Object.entries(lists).map(([name, codes]) => [name, [...codes].sort()])));
  });
});
