import { mostCounted, queueNames } from '#libs/desk';
import { about, flag, inside, moment, orNull, ref, uuid, view, whole } from '../schema.js';
import { claim } from './claims.js';

export const queueItem = view('QueueItem', 'A claim that somebody has to look at.', {
  claim: ref(claim),
  verdict: about('The open verdict that is waited for, where the queue is about one.', orNull(uuid)),
  lastEventAt: about(
    'When something happened last to the claim or below it; null while the log has not got to it.',
    orNull(moment),
  ),
});

const count = (most: string) =>
  inside({ count: about(`At most ${most}.`, whole), more: about(`There are more than ${most}.`, flag) });

export const queueCounts = view(
  'QueueCounts',
  'How long each queue is.',
  Object.fromEntries(queueNames.map((name) => [name, count(mostCounted(name).toLocaleString('en'))])),
);
