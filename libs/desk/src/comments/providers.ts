import type { RoomProviders } from '../room-providers.js';
import { AddComment } from './add-comment.js';
import { CommentPlaces } from './comment-places.js';
import { CommentStore } from './comment-store.js';
import { ReopenComment } from './reopen-comment.js';
import { ResolveComment } from './resolve-comment.js';

/** What the desk says to itself, in threads. */
export const comments: RoomProviders = {
  verbs: [AddComment, ResolveComment, ReopenComment],
  reads: [CommentStore],
  inside: [CommentPlaces],
};
