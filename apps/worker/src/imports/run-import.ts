import { Injectable } from '@nestjs/common';
import {
  type Counts,
  type Fault,
  FinishImport,
  ImportBatch,
  importJob,
  ImportStore,
  type ImportState,
  type ImportRow,
} from '#libs/desk';
import type { JobHandler } from '#libs/jobs';
import { type Actor, Refused } from '#libs/kernel';
import { ImportKinds, type ReadKind } from './import-kinds.js';
import { jsonOf, type Line, linesOf } from './read-rows.js';

// Not more text than this either: an archive may hold whole articles.
const batchLength = 8_000_000;
// Rows in one transaction: large enough that statements are few, small enough that a claim with its event stays in cache.
const batch = 1_000;

/** Runs one import from its content, in flat memory. A run after a killed one finds the rows that one added as known. */
@Injectable()
export class RunImport implements JobHandler {
  readonly kind = importJob;

  constructor(
    private readonly imports: ImportStore,
    private readonly batches: ImportBatch,
    private readonly finish: FinishImport,
    private readonly kinds: ImportKinds,
  ) {}

  async run(organization: string, id: string, stillMine: () => boolean): Promise<void> {
    const wanted = await this.imports.begin(organization, id);
    if (!wanted) return;
    const actor = importer(organization, wanted);
    const kind = this.kinds.kinds[wanted.kind];
    let counts: Counts = { read: 0, added: 0, known: 0, refused: 0 };
    const write = async ({ rows, faults, read }: Batch, before: Promise<void>): Promise<void> => {
      const outcome = await this.batches.run(actor, kind.importer, wanted, rows);
      await before;
      const wrong = [...faults, ...outcome.faults];
      counts = {
        read: counts.read + read,
        added: counts.added + outcome.added,
        known: counts.known + outcome.known,
        refused: counts.refused + wrong.length,
      };
      await this.imports.progress(organization, id, counts, wrong);
    };
    // Two batches are on their way while a third is read: neither the database nor this process waits for the other.
    let first: Promise<void> = Promise.resolve();
    let second = first;
    let latest = new Batch();
    let next = new Batch();
    const send = async (): Promise<void> => {
      await (next.repeats(latest) ? second : first);
      first = second;
      second = write(next, first);
      second.catch(() => undefined); // it is thrown where it is awaited
      latest = next;
      next = new Batch();
    };
    for await (const line of linesOf(this.imports.content(organization, id))) {
      next.add(kind, line);
      if (!next.isFull) continue;
      if (!stillMine()) return;
      await send();
    }
    if (next.read > 0) await send();
    await second;
    await this.finish.run(actor, id, counts, null);
  }

  async giveUp(organization: string, id: string, error: Error): Promise<void> {
    const wanted = await this.imports.begin(organization, id);
    if (!wanted) return;
    const sentence = error instanceof Refused ? error.refusal.detail : 'Something went wrong here. It has been logged.';
    await this.finish.run(importer(organization, wanted), id, { read: 0, added: 0, known: 0, refused: 0 }, sentence);
  }
}

/** Whoever asked for the import acts, with the roles that importing takes. */
function importer(organization: string, { requestedBy }: ImportState): Actor {
  const { member, key } = requestedBy as { member: string | null; key: string | null };
  return {
    organization,
    kind: member ? 'member' : 'integration',
    ...(member ? { member } : {}),
    ...(key ? { key } : {}),
    roles: member ? ['editor'] : [],
  };
}

/** Rows that are written together, read and checked as their lines come in. */
class Batch {
  readonly rows: ImportRow<unknown>[] = [];
  readonly faults: Fault[] = [];
  private readonly externalIds = new Set<string>();
  read = 0;
  private length = 0;

  get isFull(): boolean {
    return this.read >= batch || this.length >= batchLength;
  }

  add(kind: ReadKind, { number, text }: Line): void {
    this.read += 1;
    this.length += text.length;
    try {
      const row = { line: number, ...kind.read(jsonOf(text), text) };
      this.rows.push(row);
      this.externalIds.add(row.externalId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.faults.push({ line: number, code: error.refusal.code, detail: error.refusal.detail });
    }
  }

  /** Whether a row of an earlier batch is in it again: the earlier one has to be in first, since it counts. */
  repeats(earlier: Batch): boolean {
    return this.rows.some((row) => earlier.externalIds.has(row.externalId));
  }
}
