import type { INestApplicationContext } from '@nestjs/common';
import { ErasureDoctor } from '#libs/desk';
import type { Say } from './say.js';
import { wantedOrganizations } from './wanted-organizations.js';

/** Looks whether what was erased is gone, in every newsroom or one, and gives the number of findings. */
export async function examineErasures(
  rooms: INestApplicationContext,
  organization: string | undefined,
  say: Say,
): Promise<number> {
  const doctor = rooms.get(ErasureDoctor, { strict: false });
  let found = 0;
  for (const one of await wantedOrganizations(rooms, { organization, witnesses: [] })) {
    const examination = doctor.examine(one);
    for (;;) {
      const { done, value } = await examination.next();
      if (done) {
        say({ organization: one, ...value }, `${one}: ${value.erasures} erasures examined.`);
        break;
      }
      found += 1;
      say({ organization: one, ...value }, `${one}: ${value.where}: ${value.sentence}`);
    }
  }
  say(
    { findings: found },
    found === 0
      ? 'What was erased is gone.'
      : `${found} findings. Write the register down and do it again: claimdesk erasures > FILE; claimdesk erasures --again FILE.`,
  );
  return found;
}
