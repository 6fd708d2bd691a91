import type { INestApplicationContext } from '@nestjs/common';
import { LedgerDoctor, SigningKeys, type Witness } from '#libs/ledger';
import { ledgerOrigin, openNote, parseCheckpoint, parseNote, parseVerifierKey } from '#libs/proof';

interface Asked {
  readonly organization?: string | undefined;
  /** A signed checkpoint that somebody outside kept. */
  readonly witness?: string | undefined;
}

type Say = (line: object, words: string) => void;

/** Examines one log or all of them, and gives the number of findings. */
export async function examineLedgers(rooms: INestApplicationContext, asked: Asked, say: Say): Promise<number> {
  const doctor = rooms.get(LedgerDoctor, { strict: false });
  const witness = asked.witness === undefined ? undefined : readWitness(asked.witness);
  const all = await doctor.organizations();
  const wanted = all.filter(
    (one) => (asked.organization ?? one) === one && (!witness || witness.origin === ledgerOrigin(one)),
  );
  if (wanted.length === 0 && (all.length > 0 || witness || asked.organization !== undefined))
    throw new Error('There is no such newsroom on this installation.');
  let found = 0;
  for (const organization of wanted) {
    if (witness) await demandSigned(rooms, organization, witness.note);
    const examination = doctor.examine(organization, witness);
    for (;;) {
      const { done, value } = await examination.next();
      if (done) {
        say({ organization, size: value.size }, `${organization}: ${value.size} entries examined.`);
        break;
      }
      found += 1;
      say({ organization, ...value }, `${organization}: ${value.where}: ${value.sentence}`);
    }
  }
  say({ findings: found }, found === 0 ? 'Everything is as it was recorded.' : `${found} findings.`);
  return found;
}

function readWitness(note: string): Witness & { origin: string; note: string } {
  return { ...parseCheckpoint(parseNote(note).text), note };
}

/** Somebody's word is worth its signature: a checkpoint that no key of this newsroom signed says nothing. */
async function demandSigned(rooms: INestApplicationContext, organization: string, note: string): Promise<void> {
  const keys = await rooms.get(SigningKeys, { strict: false }).all(organization);
  const opened = openNote(
    note,
    keys.map(({ verifierKey }) => parseVerifierKey(verifierKey)),
  );
  if (!opened.ok) throw new Error(`The checkpoint of the witness is not one of this newsroom: ${opened.sentence}.`);
}
