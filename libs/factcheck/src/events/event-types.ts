export interface EventTypeFacts {
  /** Endpoints and feeds get `public` types unless an admin grants more. */
  readonly visibility: 'public' | 'editorial';
  readonly title: string;
}

const editorial = (title: string): { readonly visibility: 'editorial'; readonly title: string } => ({
  visibility: 'editorial',
  title,
});
const open = (title: string): { readonly visibility: 'public'; readonly title: string } => ({
  visibility: 'public',
  title,
});

/**
 * Every type of event there is: one a verb, named by what happened. A deciding ballot is `ballot.cast`, whose changes
 * hold the verdict it decided. Types are never renamed or removed: old events keep theirs for ever.
 */
export const eventTypes = {
  'organization.created': editorial('The organization was created'),
  'organization.changed': editorial('The organization was changed'),
  'policy.proposed': editorial('A weaker policy was proposed, and waits for a second person'),
  'policy.changed': editorial('A new version of the policy is in force'),
  'scale.changed': editorial('A new version of a rating scale is in force'),
  'methodology.changed': editorial('A new version of the methodology is in force'),
  'member.invited': editorial('A member was invited'),
  'member.joined': editorial('A member redeemed the invitation'),
  'member.changed': editorial('A member has other roles, another name or address'),
  'member.reinvited': editorial('A member got a new invitation'),
  'member.suspended': editorial('A member was suspended'),
  'member.reinstated': editorial('A suspended member was reinstated'),
  'key.issued': editorial('An API key was issued'),
  'key.rotated': editorial('An API key was replaced by a new one'),
  'key.revoked': editorial('An API key was revoked'),
  'ledger.key_rotated': editorial('Checkpoints are signed with a new key'),
  'access.digested': editorial("The digest of a day's access log was recorded"),

  'article.ingested': editorial('An article was ingested'),
  'article.revised': editorial('An article has a new revision'),
  'claimant.registered': editorial('A claimant was registered'),
  'claimant.changed': editorial('A claimant was changed'),
  'source.registered': editorial('A source was registered'),
  'source.changed': editorial('A source was changed'),
  'source.merged': editorial('A source was merged into another'),
  'source.unmerged': editorial('A merged source stands by itself again'),
  'citation.added': editorial('A source was cited'),
  'citation.changed': editorial('A citation was changed'),
  'citation.removed': editorial('A citation was removed'),
  'capture.requested': editorial('An address is to be captured'),
  'capture.added': editorial('Bytes of a source were captured'),
  'capture.failed': editorial('An address could not be captured'),
  'confidential.kept': editorial('Confidential text was put down for named members'),
  'enquiry.recorded': editorial('Contact with a claimant was recorded'),
  'enquiry.answered': editorial('An enquiry was answered late'),
  'interest.declared': editorial('A member declared their interests'),
  'comment.added': editorial('A comment was added'),
  'comment.resolved': editorial('A thread of comments was resolved'),
  'comment.reopened': editorial('A resolved thread of comments was reopened'),
  'topic.registered': editorial('A topic was registered'),
  'import.requested': editorial('An import was requested'),
  'import.completed': editorial('An import was completed'),
  'review.imported': editorial("Another publisher's review was imported"),

  'claim.submitted': editorial('A claim was submitted'),
  'claim.edited': editorial('A claim was edited'),
  'claim.linked': editorial('A claim was linked to another'),
  'claim.unlinked': editorial('A link between two claims was taken away'),
  'claim.split': editorial('A claim was split into parts'),
  'claim.accepted': editorial('A claim was accepted'),
  'claim.declined': editorial('A claim was declined'),
  'claim.merged': editorial('A claim was merged into another'),
  'claim.unmerged': editorial('A merged claim stands by itself again'),
  'claim.withdrawn': editorial('A claim was withdrawn'),
  'claim.dropped': editorial('A claim was dropped from checking'),
  'claim.reopened': editorial('A claim was reopened'),
  'claim.assigned': editorial('A claim was assigned'),
  'claims.exported': editorial('Somebody took the register of claims out as it stood'),
  'claim.recheck_set': editorial('The day to check a claim again was set'),
  'claim.held': editorial('A claim was put on hold'),
  'claim.released': editorial('A claim was released from hold'),
  'claim.suspended': open('A published claim was suspended'),
  'claim.restored': open('A suspended claim was restored'),
  'utterance.added': editorial('An utterance of a claim was added'),

  'verdict.drafted': editorial('A verdict was drafted'),
  'verdict.edited': editorial('A draft was edited'),
  'verdict.submitted': editorial('A verdict was submitted for review'),
  'verdict.handed_over': editorial('A draft was handed over'),
  'verdict.recalled': editorial('A verdict was recalled from review'),
  'verdict.revised': editorial('A verdict is being revised'),
  'verdict.objected': editorial('A decided verdict went back to review'),
  'verdict.scheduled': editorial('A verdict was scheduled'),
  'verdict.unscheduled': editorial('A verdict was unscheduled'),
  'verdict.abandoned': editorial('A verdict was abandoned'),
  'verdict.imported': editorial('A verdict from before Claimdesk came with the archive'),
  'verdict.published': open('A verdict was published'),
  'verdict.retracted': open('A published verdict was retracted'),
  'verdict.review_ended': open('The ballots that an urgent publication owed are in'),
  'ballot.cast': editorial('A ballot was cast'),
  'ballot.withdrawn': editorial('A ballot was withdrawn'),
  'publication.set': editorial('The page of record was set'),

  'correction.requested': editorial('A correction was requested'),
  'correction.acknowledged': editorial('A correction request was acknowledged'),
  'correction.accepted': editorial('A correction request was accepted'),
  'correction.rejected': editorial('A correction request was rejected'),
  'correction.appealed': editorial('A rejected correction request was appealed'),
  'correction.published': open('A correction was published'),
  'erasure.requested': editorial('An erasure of personal data was requested'),
  'erasure.refused': editorial('An erasure of personal data was refused'),
  'person.erased': open('Personal data was erased'),

  'endpoint.created': editorial('A webhook endpoint was created'),
  'endpoint.changed': editorial('A webhook endpoint was changed'),
  'endpoint.disabled': editorial('A webhook endpoint was disabled'),
  'endpoint.enabled': editorial('A disabled webhook endpoint was enabled'),
  'endpoint.archived': editorial('A webhook endpoint was deleted'),
  'endpoint.secret_rotated': editorial('A webhook endpoint got a new signing secret'),
  'endpoint.redelivered': editorial('A delivery was sent again'),
  'endpoint.recovered': editorial('Events were sent again since a point in the log'),
  'report.requested': editorial('A report was requested'),
  'report.completed': editorial('A report was completed'),
  'report.failed': editorial('A report could not be made'),
  'report.cancelled': editorial('A report was cancelled'),
  'report.retried': editorial('A report that had ended without a file is made after all'),
  'report.discarded': editorial('The file of a report was thrown away before its time'),
  'report.expired': editorial('The file of a report is no longer kept'),
  'report.downloaded': editorial('Somebody took the file of a report out for the first time'),
} as const satisfies Record<string, EventTypeFacts>;

export type EventType = keyof typeof eventTypes;
export const eventTypeNames = Object.keys(eventTypes) as readonly EventType[];

export const isEventType = (name: unknown): name is EventType =>
  typeof name === 'string' && Object.hasOwn(eventTypes, name);

/** What every endpoint and feed may get. */
export const publicEventTypes: readonly EventType[] = eventTypeNames.filter(
  (name) => eventTypes[name].visibility === 'public',
);
