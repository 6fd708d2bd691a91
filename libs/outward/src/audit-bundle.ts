import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CheckpointStore, EntryStore, SigningKeys } from '#libs/ledger';
import { bundleFiles, openNote, parseCheckpoint, parseNote, parseVerifierKey, writeBundle } from '#libs/proof';
import { writeEntries } from './bundle-entries.js';
import { bundleReadme } from './bundle-readme.js';
import { ClaimsRegister } from './claims-register.js';
import type { Progress } from './report-runs.js';
import { inWorkFolder } from './work-folder.js';
import type { LogAt } from '#libs/ledger';

/** The whole log up to a checkpoint as one file that anyone verifies offline. */
@Injectable()
export class AuditBundle {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly entries: EntryStore,
    private readonly keys: SigningKeys,
    private readonly register: ClaimsRegister,
  ) {}

  /** Writes the ZIP and ends `out`. Lengths and digests stand before contents, so these lie in a temporary folder meanwhile. */
  async write(out: Writable, at: LogAt, advance: (progress: Progress) => Promise<void>): Promise<void> {
    const checkpoint = await this.checkpoints.atSize(at.organization, at.size);
    if (!checkpoint) throw new Error(`there is no checkpoint of size ${at.size}`);
    const vkey = await this.signerOf(at, checkpoint.note);
    await inWorkFolder(async (folder) => {
      const files = {
        entries: join(folder, 'entries'),
        personal: join(folder, 'personal'),
        claims: join(folder, 'claims'),
      };
      const { disclosed } = await writeEntries(this.entries, at, files, advance);
      // The view has no progress of its own; it asks on the way whether the lease is still held.
      const goOn = (): Promise<void> => advance({ done: at.size, total: at.size });
      await this.register.write(createWriteStream(files.claims), at, {}, goOn);
      await writeBundle(out, {
        organization: at.organization,
        checkpoint: checkpoint.note,
        entries: { file: files.entries },
        personal: disclosed ? { file: files.personal } : null,
        vkey,
        readme: bundleReadme(parseCheckpoint(parseNote(checkpoint.note).text)),
        views: [{ name: `${bundleFiles.views}claims.csv`, content: { file: files.claims } }],
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
