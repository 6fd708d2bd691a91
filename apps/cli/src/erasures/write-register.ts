import type { INestApplicationContext } from '@nestjs/common';
import { ErasureRegister } from '#libs/desk';
import { LedgerDoctor } from '#libs/ledger';

/** One line of JSON for each erasure that was carried out, of every newsroom. */
export async function writeRegister(rooms: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const register = rooms.get(ErasureRegister, { strict: false });
  for (const organization of await rooms.get(LedgerDoctor, { strict: false }).organizations())
    for (const entry of await register.of(organization)) say(JSON.stringify(entry));
}
