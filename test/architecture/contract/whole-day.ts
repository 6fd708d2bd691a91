import { correcting } from './correcting.js';
import { erasing } from './erasing.js';
import { gathering } from './gathering.js';
import { judging } from './judging.js';
import { files } from './outside.js';
import { doors, rules, staff } from './people.js';
import { publishing } from './publishing.js';
import type { Room } from './room.js';
import { sourcing } from './sourcing.js';
import { talking } from './talking.js';
import { turning } from './turning.js';
import { waiting } from './waiting.js';
import { webhooks } from './webhooks.js';

/** A long day at a newsroom, in which every route is used. In this order. */
export const stories: Readonly<Record<string, (room: Room) => Promise<void>>> = {
  'on the doors, and for the newsroom and its people': doors,
  'for members who come and go, and keys': staff,
  'for articles, claims and what is gathered on them': gathering,
  'for captures, changes of what was gathered, and what is confidential': sourcing,
  'for the rest of a claim, its words and its topics': turning,
  'for verdicts, from draft to retraction': judging,
  'for comments and their threads': talking,
  'for a ballot that is withdrawn, and the rules that a newsroom gives itself': rules,
  'for queues, stages, and how things were': waiting,
  'for corrections, asked for inside and by readers': correcting,
  'for what must be erased, and who decides': erasing,
  'for what everybody reads, and the page of record': publishing,
  'for imports, reports and the ledger': files,
  'for webhooks, and in what is sent to them': webhooks,
};

/** The whole day, for tests that need one of everything. */
export async function wholeDay(room: Room): Promise<void> {
  for (const tell of Object.values(stories)) await tell(room);
}
