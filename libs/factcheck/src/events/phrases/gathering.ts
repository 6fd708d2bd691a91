import type { EventType } from '../event-types.js';
import { inWords, type Phrase } from './told.js';

const stanced = (stance: string | undefined): string => {
  if (stance === undefined) return '';
  return stance === 'context' ? ' as context' : ` that ${stance} the claim`;
};

/** What was said where, and what was found out about it. */
export const gathering = {
  'article.ingested': () => 'took in an article',
  'article.revised': () => 'took in a new revision of an article',
  'claimant.registered': () => 'registered a claimant',
  'claimant.changed': () => 'changed what is known of a claimant',
  'source.registered': () => 'registered a source',
  'source.changed': () => 'changed a source',
  'source.merged': () => 'merged a source into another',
  'source.unmerged': () => 'took a merged source out again',
  'citation.added': (told) => `cited a source${stanced(told.of('citation', 'stance'))}`,
  'citation.changed': () => 'changed a citation',
  'citation.removed': () => 'removed a citation',
  'capture.requested': () => 'had an address captured',
  'capture.added': () => 'captured the bytes of a source',
  'capture.failed': () => 'could not capture an address',
  'confidential.kept': (told) =>
    `put down confidential text for named members (${matter(told.of('confidential_note', 'about'))})`,
  'enquiry.recorded': (told) =>
    told.of('enquiry', 'contacted') === 'true'
      ? `asked for a reply by ${told.of('enquiry', 'channel') ?? 'a channel not named'}`
      : 'recorded why nobody was asked for a reply',
  'enquiry.answered': () => 'recorded an answer that came in late',
  'interest.declared': () => 'declared their interests',
  'comment.added': (told) => (told.of('comment', 'replyTo') ? 'answered in a thread of comments' : 'commented'),
  'comment.resolved': () => 'resolved a thread of comments',
  'comment.reopened': () => 'reopened a thread of comments',
  'topic.registered': (told) => `registered the topic ${told.of('topic', 'code') ?? 'without a code'}`,
  'review.imported': () => "imported another publisher's review",
} as const satisfies Partial<Record<EventType, Phrase>>;

const matter = (about: string | undefined): string => inWords(about ?? 'no matter given');
