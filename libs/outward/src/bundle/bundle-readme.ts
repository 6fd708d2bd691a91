import type { ReportParameters } from '../reports/report-kind.js';

/** What a bundle's README.txt says. Nothing in it depends on when or where the bundle was packed. */
export const bundleReadme = (
  checkpoint: { origin: string; size: number; root: Buffer },
  from: number,
  choice: ReportParameters,
): string => `AUDIT BUNDLE

The log of ${checkpoint.origin} ${from > 0 ? `from index ${from} on ` : ''}up to the checkpoint of size ${checkpoint.size}.
${partly(from, choice)}Root of the tree (RFC 6962, SHA-256, base64): ${checkpoint.root.toString('base64')}

HOW TO VERIFY

    npx claimdesk verify FILE --key VKEY

FILE is this ZIP as you received it; unpacking and packing it again gives another file. VKEY is the newsroom's verifier
key, which you must have got by another way than this bundle. The key in key.vkey is there for comparison only: whoever
made a false bundle would have put a false key into it. Verifying needs no network and no database. If you kept an older
checkpoint of this log, add --since OLD_CHECKPOINT: it proves that this log continues that one.

WHAT IS PROVED

- These are the entries, all of them and in this order, over which the checkpoint was signed by the key that you named.
- Entries that are withheld are there: their places and leaf hashes are part of what was signed, so nothing is left out.
- Not one of them was altered, added, moved or removed since checkpoint ${checkpoint.size} was signed.
- The personal values that are disclosed are the ones to which the entries were committed when they were recorded.
- views/events.csv and views/events*.html say what the entries say, no more and no less: they are made anew and compared.

WHAT IS NOT PROVED

- When the checkpoint was signed. It holds from the day on which somebody outside the newsroom first held it; no such
  witness is named in this bundle, and before that day it rests on the desk's word.
- That the entries are true.
- That members are different people.
- That everything that happened was entered.
- This text, and views/claims.csv. Nobody signs them.

WHAT IS IN IT

manifest.json     every other file, with its length and SHA-256
checkpoint        the signed checkpoint (C2SP tlog-checkpoint in a signed note, Ed25519)
entries.ndjson    the events, one a line, exactly the bytes over which the tree stands (RFC 8785); line 1 is index ${from}.
                  Of a withheld one there is its leaf hash and a reason, which nobody signs
personal.ndjson   personal values that the events only commit to (HMAC-SHA256), with the salts that open them; missing
                  when there are none. Erased values, and fields that no report may hold, stay closed in the entries.
key.vkey          the key that signed the checkpoint
views/events.html derived from the entries for reading in a browser: unpack a copy of this ZIP and open it. 5,000 entries a
                  page; the first one names the others
views/events.csv  the same as a table. In every CSV here, a cell that would begin like a formula has an apostrophe before it
${
  choice.claim === undefined
    ? `views/claims.csv  derived by the newsroom for reading: one row a claim
`
    : ''
}`;

function partly(from: number, { claim, audience }: ReportParameters): string {
  const said = [
    ...(from > 0
      ? ['What came before stands in manifest.json as the roots of its trees: proved to be there, and not told.']
      : []),
    ...(claim === undefined
      ? []
      : [
          `Only the entries about claim ${claim} and about the newsroom's rules are told; of all others there is the place and the leaf hash.`,
        ]),
    ...(audience === 'assessor' ? ['Made for an assessor: entries with what is between lawyers are withheld.'] : []),
  ];
  return said.map((line) => `${line}\n`).join('');
}
