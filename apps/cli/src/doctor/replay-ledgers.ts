import type { INestApplicationContext } from '@nestjs/common';
import { ReplayDoctor } from '#libs/ledger';
import type { Say } from './say.js';
import { wantedOrganizations } from './wanted-organizations.js';

/** Rebuilds every newsroom from the bytes of its log, or one, and gives the number of differences from its tables. */
export async function replayLedgers(
  rooms: INestApplicationContext,
  organization: string | undefined,
  say: Say,
): Promise<number> {
  const doctor = rooms.get(ReplayDoctor, { strict: false });
  let found = 0;
  for (const one of await wantedOrganizations(rooms, { organization, witnesses: [] })) {
    const shown = progress(one);
    const compared = await doctor.examine(one, {
      found: (finding) => {
        found += 1;
        shown.clear();
        const { type, id, sentence } = finding;
        say({ organization: one, ...finding }, `${one}: ${type} ${id}: ${sentence}`);
      },
      ...(process.stderr.isTTY ? { progress: shown.show } : {}),
    });
    shown.clear();
    say({ organization: one, compared }, `${one}: ${compared} states rebuilt from the log and compared.`);
  }
  say(
    { differences: found },
    found === 0 ? 'What stands in the tables is what the log tells.' : `${found} differences.`,
  );
  return found;
}

/** One line on the terminal that counts along. */
function progress(organization: string): { show: (type: string, done: number, of: number) => void; clear: () => void } {
  let last = 0;
  return {
    show(type, done, of) {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      process.stderr.write(`\r\x1b[K${organization}: ${done} of ${of} (${type})`);
    },
    clear: () => void (process.stderr.isTTY && process.stderr.write('\r\x1b[K')),
  };
}
