import type { RegisteredErasure } from '#libs/desk';
import { type Asked, examineLedgers } from '../doctor/examine-ledgers.js';
import { eraseAllAgain } from '../erasures/erase-all-again.js';
import type { OpenDesk } from '../open-desk.js';
import { allRooms, withRooms } from '../rooms.js';

type Tell = (words: string) => void;

/** Answers whether all that the witnesses saw is there; without a witness there is nothing to find. */
export async function askWitnesses(desk: OpenDesk, asked: Asked, say: Tell): Promise<boolean> {
  if (asked.witnesses.length === 0) {
    say(
      'Before it starts, ask a witness: "claimdesk doctor --ledger --witness CHECKPOINT" says whether anything was lost.',
    );
    return true;
  }
  try {
    return (await withRooms(desk, (rooms) => examineLedgers(rooms, asked, (_, words) => say(words)))) === 0;
  } catch (error) {
    say(`The desk is restored, but the witness could not be asked. ${(error as Error).message}`);
    return false;
  }
}

/** Answers whether all of the register is gone from here. */
export async function eraseWhatCameBack(
  desk: OpenDesk,
  register: readonly RegisteredErasure[],
  say: Tell,
): Promise<boolean> {
  if (register.length === 0) {
    say('What was erased after this backup is in it again: "claimdesk erasures --again REGISTER", before it starts.');
    return true;
  }
  try {
    await withRooms(desk, (rooms) => eraseAllAgain(rooms, register, say), allRooms);
    return true;
  } catch (error) {
    say(
      `The desk is restored, but not all that was erased is gone again. ${(error as Error).message} Do not start it before "claimdesk erasures --again REGISTER" has done the rest.`,
    );
    return false;
  }
}
