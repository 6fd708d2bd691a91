import type { INestApplicationContext } from '@nestjs/common';
import { LedgerDoctor, SigningKeys } from '#libs/ledger';
import type { Say } from './say.js';
import { about, wantedOrganizations } from './wanted-organizations.js';
import { demandSigned, type KeptCheckpoint } from './witnesses.js';

export interface Asked {
  readonly organization?: string | undefined;
  readonly witnesses: readonly KeptCheckpoint[];
  /** Verifier keys that the reader trusts; those in the database when there are none. */
  readonly keys: readonly string[];
}

/** Examines one log or all of them, or those that witnesses speak of, and gives the number of findings. */
export async function examineLedgers(rooms: INestApplicationContext, asked: Asked, say: Say): Promise<number> {
  const doctor = rooms.get(LedgerDoctor, { strict: false });
  let found = 0;
  for (const organization of await wantedOrganizations(rooms, asked)) {
    const witnesses = about(asked.witnesses, organization);
    const keys = asked.keys.length > 0 ? asked.keys : await keysOf(rooms, organization);
    for (const witness of witnesses) demandSigned(witness, keys);
    const before = found;
    const examination = doctor.examine(organization, witnesses);
    for (;;) {
      const { done, value } = await examination.next();
      if (done) {
        say({ organization, size: value.size }, `${organization}: ${value.size} entries examined.`);
        if (witnesses.length > 0 && found === before) say(...whole(organization, value.size, witnesses));
        break;
      }
      found += 1;
      say({ organization, ...value }, `${organization}: ${value.where}: ${value.sentence}`);
    }
  }
  say({ findings: found }, found === 0 ? 'Everything is as it was recorded.' : `${found} findings.`);
  return found;
}

async function keysOf(rooms: INestApplicationContext, organization: string): Promise<string[]> {
  const keys = await rooms.get(SigningKeys, { strict: false }).all(organization);
  return keys.map(({ verifierKey }) => verifierKey);
}

function whole(organization: string, size: number, witnesses: readonly KeptCheckpoint[]): [object, string] {
  const seen = Math.max(...witnesses.map((witness) => witness.size));
  return [
    { organization, witnessed: seen, after: size - seen },
    `${organization}: it begins with all ${seen} entries that the witness saw signed; ${size - seen} came in after them.`,
  ];
}
