import { bundleFiles, bundleLimits } from './bundle.js';
import { parseCanonicalObject } from './canonical-object.js';
import type { Checkpoint } from './checkpoint.js';
import { disclosureReader } from './verify-disclosures.js';
import { appendLeaf, type Frontier, frontierRoot } from './compact-range.js';
import { linesOf } from './lines.js';
import { Malformed } from './malformed.js';
import { leafHash } from './tree-hash.js';
import { parseWithheld } from './withheld.js';
import { refused, type RefusedBundle } from './verdict-of-bundle.js';

export interface EntriesTask {
  readonly organization: string;
  readonly checkpoint: Checkpoint;
  /** The tree before the first entry. */
  readonly after: Frontier;
  /** An older checkpoint that must be the beginning of this tree. */
  readonly since: Checkpoint | undefined;
  readonly entries: AsyncIterable<Buffer>;
  readonly personal: AsyncIterable<Buffer> | undefined;
  readonly onProgress: ((done: number, of: number) => void) | undefined;
}

export interface WalkedEntries {
  readonly disclosures: number;
  /** How many entries are told by their leaf hash alone, by reason. */
  readonly withheld: Readonly<Record<string, number>>;
}

const progressEvery = 10_000;

/** One walk over entries and disclosures together, in flat memory: both stand in the order of the ledger. */
export async function verifyEntries(task: EntriesTask): Promise<WalkedEntries | RefusedBundle> {
  const { checkpoint, since } = task;
  const disclosures = disclosureReader(task.personal);
  let frontier = task.after;
  const withheld: Record<string, number> = {};
  let continues =
    since === undefined ||
    (since.size > 0 && since.size === frontier.size && frontierRoot(frontier).equals(since.root));
  const line = (): string => `${bundleFiles.entries}:${frontier.size - task.after.size + 1}`;
  if (since && since.size < task.after.size) {
    const sentence = `The older checkpoint has size ${since.size}, and the entries begin at ${task.after.size}: ask for a bundle that begins earlier.`;
    return refused('not_a_continuation', sentence);
  }
  try {
    for await (const bytes of linesOf(task.entries, bundleLimits.entry)) {
      const event = parseCanonicalObject(bytes);
      const closed = parseWithheld(event);
      if (closed) withheld[closed.reason] = (withheld[closed.reason] ?? 0) + 1;
      else if (event.organization !== task.organization) {
        return refused('entry_malformed', 'An entry belongs to another organization.', line());
      }
      if (!closed) await disclosures.check(event);
      frontier = appendLeaf(frontier, closed?.leafHash ?? leafHash(bytes)).frontier;
      if (frontier.size === since?.size) continues = frontierRoot(frontier).equals(since.root);
      if (frontier.size % progressEvery === 0) task.onProgress?.(frontier.size, checkpoint.size);
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('entry_malformed', `An entry is not an event of a ledger: ${error.message}.`, line());
  }
  task.onProgress?.(frontier.size, checkpoint.size);
  if (frontier.size !== checkpoint.size) {
    const sentence = `The bundle holds the entries up to ${frontier.size}, the checkpoint signs ${checkpoint.size}.`;
    return refused('tree_mismatch', sentence, bundleFiles.entries);
  }
  if (!frontierRoot(frontier).equals(checkpoint.root)) {
    return refused('tree_mismatch', 'The entries do not have the root that the checkpoint signs.', bundleFiles.entries);
  }
  if (!continues) {
    const sentence =
      'The older checkpoint is not a beginning of this ledger: entries were changed or taken away since.';
    return refused('not_a_continuation', sentence);
  }
  const opened = await disclosures.end();
  return 'ok' in opened ? opened : { ...opened, withheld };
}
