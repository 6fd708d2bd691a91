import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, ratingOf } from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import type { LegacyOptions } from './import-state.js';
import { ImportStore, type NewImport } from './import-store.js';

/** The kind of the jobs that run imports. */
export const importJob = 'import';

// 1 GiB: a million claims with room to spare.
const maxBytes = 1_073_741_824;
const chunkBytes = 262_144;

const notYours = 'Only who announced this import sends the archive: it is published in their name.';

/** Somebody announces an import: what kind of rows, from which source, and whether it is only a try. */
@Injectable()
export class RequestImport {
  constructor(
    private readonly transaction: Transaction,
    private readonly imports: ImportStore,
    private readonly organizations: OrganizationStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: NewImport): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'import.run'));
      if (input.kind === 'legacy') demand(mayDo(actor, 'verdict.import'));
      if (input.legacy) await this.demandRatings(tx, input.legacy);
      const wanted = await this.imports.add(tx, input);
      await this.ledger.record(tx, {
        type: 'import.requested',
        root: wanted.id,
        changes: [{ type: 'import', id: wanted.id, version: 1, after: wanted }],
      });
      return wanted;
    });
  }

  /** What the labels of an archive stand for must be on the scale that its verdicts will be shown on. */
  private async demandRatings(tx: Tx, { ratings }: LegacyOptions): Promise<void> {
    const { scale } = await this.organizations.rules(tx);
    const unknown = ratings.find(({ code }) => !ratingOf(scale, code));
    if (!unknown) return;
    const known = scale.ratings.map((rating) => rating.code);
    refuse('verdict.unknown_rating', `"${unknown.code}" is not on the scale. Use one of: ${known.join(', ')}.`, {
      facts: { ratings: known },
    });
  }
}

/** The content arrives as a stream and is put down as it comes; when it is whole, a worker takes it. */
@Injectable()
export class SendImportContent {
  constructor(
    private readonly transaction: Transaction,
    private readonly imports: ImportStore,
    private readonly work: WorkStore,
  ) {}

  async run(actor: Actor, id: string, content: AsyncIterable<Buffer>): Promise<SubjectState> {
    demand(mayDo(actor, 'import.run'));
    await this.transaction.run(actor, async (tx) => {
      const { kind, status, requestedBy } = await this.imports.lock(tx, id);
      if (kind === 'legacy') {
        demand(mayDo(actor, 'verdict.import'));
        // Whoever announced it answers for what is published by it.
        if ((requestedBy as { member: string | null }).member !== actor.member) refuse('access.denied', notYours);
      }
      if (status !== 'waiting') {
        refuse('import.content_sent', 'The content of this import was sent already. Make a new import to send more.');
      }
    });
    const digest = createHash('sha256');
    let size = 0;
    let number = 0;
    let held: Buffer[] = [];
    let heldBytes = 0;
    const put = async (): Promise<void> => {
      await this.imports.putChunk(actor.organization, id, number, Buffer.concat(held));
      number += 1;
      held = [];
      heldBytes = 0;
    };
    for await (const part of content) {
      size += part.length;
      if (size > maxBytes) refuse('import.too_large', 'An import takes 1 GiB at the most. Split the file.');
      digest.update(part);
      held.push(part);
      heldBytes += part.length;
      if (heldBytes >= chunkBytes) await put();
    }
    if (heldBytes > 0) await put();
    return this.transaction.run(actor, async (tx) => {
      const sent = await this.imports.sent(tx, id, size, digest.digest('hex'));
      await this.work.put(tx, importJob, tx.organization, [id]);
      tx.afterCommit(jobsChannel);
      return sent;
    });
  }
}
