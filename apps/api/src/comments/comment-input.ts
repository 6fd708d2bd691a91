import type { CommentInput } from '#libs/desk';
import { refuse } from '#libs/kernel';
import type { AddCommentBody } from './comments.dto.js';

/** The body of POST comments in the desk's own words. */
export function commentInput({ text, subject, passage, replyTo }: AddCommentBody): CommentInput {
  if (replyTo !== undefined && (subject ?? passage)) {
    refuse('request.invalid', 'An answer hangs where its thread hangs: send replyTo without subject and passage.', {
      errors: [{ field: 'replyTo', message: 'not together with subject or passage' }],
    });
  }
  if (passage && subject?.type !== 'verdict') {
    refuse('request.invalid', 'A passage is of a verdict: name that verdict as the subject.', {
      errors: [{ field: 'passage', message: 'only with a subject of the type verdict' }],
    });
  }
  return {
    text,
    ...(subject ? { subject: { type: subject.type, id: subject.id } } : {}),
    ...(passage ? { passage } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}
