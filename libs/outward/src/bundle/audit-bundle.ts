import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type EventType, withheldFrom } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import { CheckpointStore, EntryStore, type LogAt, SigningKeys, StatesAt } from '#libs/ledger';
import { bundleFiles, openNote, parseCheckpoint, parseNote, parseVerifierKey, writeBundle } from '#libs/proof';
import { BundleBeginning } from './bundle-beginning.js';
import { type ChosenEntries, type Recorded, writeEntries } from './bundle-entries.js';
import { bundleReadme } from './bundle-readme.js';
import { writeEventViews } from './event-views.js';
import { ClaimsRegister } from '../registers/claims-register.js';
import type { Progress, ReportOrder, ReportParameters, ReportWriter } from '../reports/report-kind.js';
import { inWorkFolder } from './work-folder.js';

/** The whole log up to a checkpoint as one file that anyone verifies offline. */
@Injectable()
export class AuditBundle implements ReportWriter {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly entries: EntryStore,
    private readonly keys: SigningKeys,
    private readonly register: ClaimsRegister,
    private readonly beginning: BundleBeginning,
    private readonly states: StatesAt,
  ) {}

  async demand({ at, parameters: { since, claim } }: ReportOrder): Promise<void> {
    if (since !== undefined && since > at.size) {
      refuse('request.invalid', `The checkpoint has size ${at.size}; nothing comes after ${since}.`, {
        errors: [{ field: 'since', message: `at most ${at.size}` }],
      });
    }
    if (claim === undefined) return;
    const [known] = await this.states.ofIds(at, 'claim', [claim]);
    if (!known) refuse('not_found', `There is no claim ${claim} in the log of this size.`);
  }

  /** Writes the ZIP and ends `out`. Lengths and digests stand before contents, so these lie in a temporary folder meanwhile. */
  async write(
    { at, parameters: choice }: ReportOrder,
    out: Writable,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    const checkpoint = await this.checkpoints.atSize(at.organization, at.size);
    if (!checkpoint) throw new Error(`there is no checkpoint of size ${at.size}`);
    const vkey = await this.signerOf(at, checkpoint.note);
    const { period } = choice;
    const { from, hashes } = await this.beginning.of(at, choice);
    await inWorkFolder(async (folder) => {
      const files = {
        entries: join(folder, 'entries'),
        personal: join(folder, 'personal'),
        claims: join(folder, 'claims'),
      };
      const { disclosed } = await writeEntries(this.entries, at, chosenBy(from, choice), files, advance);
      const log = parseCheckpoint(parseNote(checkpoint.note).text);
      // The views have no progress of their own; they ask on the way whether the lease is still held.
      const goOn = (): Promise<void> => advance({ done: at.size, total: at.size });
      // Of one claim there is no register: it would show the others.
      const register =
        choice.claim === undefined ? [{ name: `${bundleFiles.views}claims.csv`, content: { file: files.claims } }] : [];
      if (register.length > 0)
        await this.register.write(
          { at, format: 'csv', parameters: period ? { period } : {} },
          createWriteStream(files.claims),
          goOn,
        );
      const events = await writeEventViews(folder, { ...log, from }, { ...files, disclosed }, goOn);
      await writeBundle(out, {
        organization: at.organization,
        checkpoint: checkpoint.note,
        after: { size: from, hashes },
        entries: { file: files.entries },
        personal: disclosed ? { file: files.personal } : null,
        vkey,
        readme: bundleReadme(log, from, choice),
        views: [...register, ...events],
      });
    });
  }

  private async signerOf({ organization, size }: LogAt, note: string): Promise<string> {
    const all = await this.keys.all(organization);
    // The newest first: during a rotation it is the one that will still be published in a year.
    for (const { verifierKey } of [...all].reverse()) {
      if (openNote(note, [parseVerifierKey(verifierKey)]).ok) return verifierKey;
    }
    throw new Error(`no key of this organization has signed the checkpoint of size ${size}`);
  }
}

/** What the newsroom judged by: told with every claim, so that its verdicts can be measured against the rules in force. */
const rules: readonly string[] = [
  'organization.created',
  'policy.changed',
  'scale.changed',
  'methodology.changed',
] satisfies EventType[];

const isAbout = (claim: string, { root, changes }: Recorded): boolean =>
  root === claim || changes.some(({ type, id }) => type === 'claim' && id === claim);

const chosenBy = (from: number, { claim, audience = 'internal' }: ReportParameters): ChosenEntries => ({
  from,
  closed(event) {
    if (claim !== undefined && !isAbout(claim, event) && !rules.includes(event.type)) return 'other_claim';
    return withheldFrom(audience, event);
  },
  // Who wrote the rules is nobody's business who asks about a claim.
  opened: (event) => claim === undefined || isAbout(claim, event),
});
