import { correcting } from './correcting.js';
import { gathering } from './gathering.js';
import { judging } from './judging.js';
import { files, webhooks } from './outside.js';
import { doors, rules } from './people.js';
import type { Room } from './room.js';
import { sourcing } from './sourcing.js';
import { waiting } from './waiting.js';

/** A long day at a newsroom, in which every route is used: for tests that need one of everything. */
export async function wholeDay(room: Room): Promise<void> {
  for (const story of [doors, gathering, sourcing, judging, rules, waiting, correcting, files, webhooks])
    await story(room);
}
