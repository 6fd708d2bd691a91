import type { INestApplicationContext } from '@nestjs/common';
import { EraseAgain, type RegisteredErasure } from '#libs/desk';
import { SuspendErased } from '#libs/identity';
import { LedgerDoctor, Sequencer } from '#libs/ledger';
import { PublishedReader } from '#libs/outward';

/**
 * Does every erasure of a register again that this database does not hold, and brings what is public in step, so that
 * nothing is shown that had gone. Any number of times: what is gone stays gone. It signs nothing.
 */
export async function eraseAllAgain(
  rooms: INestApplicationContext,
  register: readonly RegisteredErasure[],
  say: (words: string) => void,
): Promise<void> {
  const here = new Set(await rooms.get(LedgerDoctor, { strict: false }).organizations());
  let [again, stood] = [0, 0];
  for (const entry of register.filter(({ organization }) => here.has(organization))) {
    for (const { id } of [...entry.subjects, ...entry.went].filter(({ type }) => type === 'member'))
      if (await rooms.get(SuspendErased, { strict: false }).run(entry.organization, id))
        say(`${entry.id}: member ${id} was still in; suspended.`);
    const counts = await rooms.get(EraseAgain, { strict: false }).run(entry);
    if (!counts) {
      stood += 1;
      continue;
    }
    again += 1;
    const places = Object.entries(counts).filter(([, count]) => count > 0);
    const told = places.map(([place, count]) => `${place} ${count}`).join(', ');
    say(`${entry.id}: erased again (${told || 'nothing of it is in this database'}).`);
  }
  for (const organization of here) await bringInStep(rooms, organization);
  const elsewhere = register.length - again - stood;
  say(
    `${register.length} erasures: ${again} done again, ${stood} stood already` +
      (elsewhere > 0 ? `, ${elsewhere} of newsrooms that are not here.` : '.'),
  );
}

async function bringInStep(rooms: INestApplicationContext, organization: string): Promise<void> {
  const sequencer = rooms.get(Sequencer, { strict: false });
  while ((await sequencer.sequenceOrganization(organization)) > 0);
  const published = rooms.get(PublishedReader, { strict: false });
  while (await published.follow(organization));
}
