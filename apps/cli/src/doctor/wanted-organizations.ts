import type { INestApplicationContext } from '@nestjs/common';
import { LedgerDoctor } from '#libs/ledger';
import { ledgerOrigin } from '#libs/proof';
import type { KeptCheckpoint } from './witnesses.js';

export const about = (witnesses: readonly KeptCheckpoint[], organization: string): KeptCheckpoint[] =>
  witnesses.filter(({ origin }) => origin === ledgerOrigin(organization));

/** Every newsroom, or the one that is asked for, or those that witnesses speak of. */
export async function wantedOrganizations(
  rooms: INestApplicationContext,
  asked: { readonly organization?: string | undefined; readonly witnesses: readonly KeptCheckpoint[] },
): Promise<string[]> {
  const all = await rooms.get(LedgerDoctor, { strict: false }).organizations();
  const { organization, witnesses } = asked;
  const wanted = all.filter(
    (one) => (organization ?? one) === one && (witnesses.length === 0 || about(witnesses, one).length > 0),
  );
  if (wanted.length === 0 && (all.length > 0 || witnesses.length > 0 || organization !== undefined))
    throw new Error('There is no such newsroom on this installation.');
  return wanted;
}
