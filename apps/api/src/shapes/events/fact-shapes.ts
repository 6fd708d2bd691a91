import {
  claimStatuses,
  correctionKinds,
  declineReasons,
  type EventType,
  type FactOf,
  holdKinds,
  overrideKinds,
  procedures,
  restStatuses,
  selectionReasons,
  verdictOutcomes,
} from '#libs/factcheck';
import { roles } from '#libs/kernel';
import { recoveryScopes } from '#libs/webhooks';
import {
  about,
  choice,
  day,
  flag,
  inside,
  listOf,
  moment,
  orNull,
  ref,
  type Schema,
  sha256,
  text,
  uuid,
  whole,
} from '../schema.js';
import { claim } from '../views/claims.js';
import { policy, scale } from '../views/organization.js';

type Facts<Type extends EventType> = Readonly<Record<FactOf<Type>, Schema>>;
type FactShapes = { readonly [Type in EventType as FactOf<Type> extends never ? never : Type]: Facts<Type> };

const why = text;
const imported = { imported: about('It came with an import, or with the archive.', flag) };
const again = { graceHours: about('How long the earlier one stays good.', whole) };
const voided = about('How many ballots on the frozen content no longer count.', whole);
const rated = inside({
  code: text,
  labels: { type: 'object', additionalProperties: text },
  value: orNull(whole),
  worst: whole,
  best: whole,
});

const release = {
  claim: uuid,
  version: about('Of the verdict, counted on this claim.', whole),
  statement: text,
  rating: about('null: retracted.', orNull(rated)),
  previousVersion: about('The one that it takes the place of.', orNull(whole)),
  previousRating: orNull(rated),
  kindOfChange: choice(['first', 'update', ...correctionKinds, 'retraction']),
  note: about('What was wrong and what is right.', orNull(text)),
  procedure: choice(procedures),
  rest: about(
    'What an urgent one still owes.',
    orNull(inside({ status: choice(restStatuses), dueAt: orNull(moment) })),
  ),
  publishedAt: about('When the first version went out.', moment),
  modifiedAt: moment,
};
const { statement, kind, language, quantity } = claim.schema.properties;
const words = { statement, kind, language, quantity } as Readonly<Record<string, Schema>>;
const wording = inside(words, Object.keys(words));
const stopped = { claim: uuid, verdict: uuid, version: whole };

/** What an event says beside the states of its subjects. An optional fact is left out where there is nothing to say. */
export const factShapes: FactShapes = {
  'organization.created': { policy: ref(policy), scale: ref(scale), verifierKey: text },
  'policy.proposed': { weakens: listOf(text) },
  'policy.changed': {
    from: about('The version before.', whole),
    to: whole,
    weakens: listOf(text),
    proposedBy: about('By whom, where a second person confirmed it.', uuid),
  },
  'scale.changed': { code: text, version: whole },
  'methodology.changed': { version: whole },
  'member.changed': { roles: listOf(choice(roles)), rolesBefore: listOf(choice(roles)) },
  'key.rotated': again,
  'ledger.key_rotated': again,
  'article.ingested': imported,
  'claimant.registered': imported,
  'source.registered': imported,
  'source.merged': { into: uuid },
  'source.unmerged': { from: uuid },
  'enquiry.answered': { correction: about('The update that the answer asks for.', orNull(uuid)) },
  'review.imported': imported,
  'claim.submitted': { ...imported, splitFrom: uuid },
  'claim.edited': { before: about('The words that are no more.', wording), topicsBefore: listOf(text) },
  'claim.unlinked': { reason: why },
  'claim.split': { parts: listOf(uuid) },
  'claim.accepted': { reason: choice(selectionReasons) },
  'claim.declined': { reason: choice(declineReasons) },
  'claim.merged': { into: uuid },
  'claim.unmerged': { from: uuid, reason: why },
  'claim.withdrawn': { reason: why },
  'claim.dropped': { reason: why },
  'claim.reopened': { from: choice(claimStatuses), reason: why },
  'claim.assigned': { from: orNull(uuid) },
  'claim.recheck_set': { from: orNull(day), to: orNull(day) },
  'claims.exported': { filter: { type: 'object', additionalProperties: true }, format: text },
  'claim.held': { kind: choice(holdKinds) },
  'claim.released': { heldBy: uuid, kind: choice(holdKinds), reason: why },
  'claim.suspended': stopped,
  'claim.restored': stopped,
  'verdict.drafted': { outcome: choice(verdictOutcomes) },
  'verdict.edited': { fields: listOf(text) },
  'verdict.submitted': {
    overridden: about('Which rule of sufficiency was overridden.', orNull(text)),
    override: orNull(choice(overrideKinds)),
    procedure: choice(procedures),
  },
  'verdict.handed_over': { to: uuid },
  'verdict.recalled': { digest: orNull(sha256), voided },
  'verdict.revised': { digest: orNull(sha256), voided },
  'verdict.objected': { reason: why, voided },
  'verdict.scheduled': { at: moment },
  'verdict.unscheduled': { at: moment, because: text, detail: text },
  'verdict.abandoned': { reason: why },
  'verdict.imported': { ...imported, label: text },
  'verdict.published': release,
  'verdict.retracted': release,
  'verdict.review_ended': { claim: uuid, version: whole, procedure: choice(procedures), rest: choice(restStatuses) },
  'ballot.cast': { outcome: choice(['approve', 'requestChanges', 'undecided']) },
  'correction.acknowledged': { fromPublic: flag },
  'correction.accepted': { kind: choice(correctionKinds), major: flag, reason: why },
  'correction.rejected': { reason: why },
  'correction.appealed': { reason: why },
  'correction.published': {
    claim: uuid,
    kind: choice(correctionKinds),
    major: flag,
    note: orNull(text),
    version: whole,
  },
  'person.erased': { again: flag },
  'endpoint.disabled': { reason: why },
  'endpoint.enabled': { reason: orNull(why) },
  'endpoint.secret_rotated': { graceSeconds: whole },
  'endpoint.redelivered': { delivery: uuid, index: whole },
  'endpoint.recovered': { recovery: uuid, scope: choice(recoveryScopes), fromIndex: whole, untilIndex: whole },
  'report.downloaded': { kind: text, sha256 },
};
