import { isUtf8 } from 'node:buffer';
import { Injectable } from '@nestjs/common';
import {
  appendLeaves,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  leafHash,
  ledgerOrigin,
  type TreeNode,
} from '#libs/proof';
import type { SignedCheckpoint } from '../checkpoint-store.js';
import { checkCheckpoint } from './check-checkpoint.js';
import { checkEntry, checkPersonal, keysTold, readEvent } from './check-entry.js';
import { checkWitnesses, type Witness } from './check-witness.js';
import { DoctorStore, type StoredEntry } from './doctor-store.js';
import { type Finding, finding } from './finding.js';

const pageSize = 1_000;

/**
 * Reads a stored log from its first byte and says where it is not what it was. Everything is computed anew from the
 * events' bytes; against whoever holds the signing key too, only a witness's checkpoint helps.
 */
@Injectable()
export class LedgerDoctor {
  constructor(private readonly store: DoctorStore) {}

  organizations(): Promise<string[]> {
    return this.store.organizations();
  }

  async *examine(
    organization: string,
    witnesses: readonly Witness[] = [],
  ): AsyncGenerator<Finding, { readonly size: number }> {
    const head = await this.store.head(organization);
    if (!head) {
      yield finding('head_altered', 'the head', 'There is no head: nothing says how long the log is.');
      return { size: 0 };
    }
    const walk = new Walk(organization);
    const witnessed = new Map<number, Buffer>();
    let later = '';
    for (let from = 0; from < head.size; from += pageSize) {
      const until = Math.min(from + pageSize, head.size);
      const page = await this.store.entries(organization, from, until, pageSize);
      yield* gaps(page, from, until);
      for (const entry of page) {
        const wrong = checkEntry(entry, organization);
        if (wrong) yield wrong;
        if (entry.sequencedAt < later) {
          yield finding('entry_altered', `entry ${entry.index}`, 'It has an earlier time than the entry before it.');
        }
        later = entry.sequencedAt;
        walk.learn(entry);
      }
      const ends = await this.store.checkpoints(organization, from, until, pageSize);
      yield* walk.grow(page, ends, witnesses, witnessed);
      yield* await this.nodes(organization, walk.takeNodes());
      const byEvent = new Map(page.map((entry) => [entry.event, entry]));
      for (const personal of await this.store.personal(organization, [...byEvent.keys()])) {
        const wrong = checkPersonal(personal, byEvent.get(personal.event) as StoredEntry);
        if (wrong) yield wrong;
      }
    }
    const { hashes, size } = walk.frontier;
    const same = size === head.size && hashes.every((hash, i) => head.frontier[i]?.equals(hash));
    if (!same || head.frontier.length !== hashes.length || !head.root.equals(frontierRoot(walk.frontier))) {
      yield finding('head_altered', 'the head', 'Its root is not that of the entries that are stored.');
    }
    yield* this.keys(walk.keys, await this.store.keys(organization));
    // Bytes that are no JSON were named above; what they held cannot be asked for.
    if (walk.isReadable)
      for (const { index, type, id, field } of await this.store.missing(organization, head.size))
        yield finding(
          'personal_missing',
          `entry ${index}`,
          `The ${field} of ${type} ${id} is gone, and no erasure took it.`,
        );
    for (const { what, which } of await this.store.strays(organization)) {
      const kind = { event: 'event_lost', entry: 'head_altered', node: 'tree_altered' } as const;
      const sentence = what === 'event' ? 'It has no index and waits for none.' : 'It lies beyond the end of the log.';
      yield finding(kind[what as keyof typeof kind] ?? 'checkpoint_contradicts', `${what} ${which}`, sentence);
    }
    yield* checkWitnesses(witnesses, { size: head.size, lastAt: later }, witnessed);
    return { size: head.size };
  }

  /** The lowest node that differs, once for each page: those above it differ because of it. */
  private async nodes(organization: string, nodes: readonly TreeNode[]): Promise<Finding[]> {
    const stored = await this.store.nodes(organization, nodes);
    const wrong = nodes
      .filter(({ hash }, i) => stored[i]?.equals(hash) !== true)
      .sort((a, b) => a.level - b.level || a.index - b.index)[0];
    if (!wrong) return [];
    const width = 2 ** wrong.level;
    const where = `node ${wrong.index} of level ${wrong.level} (entries ${wrong.index * width} to ${(wrong.index + 1) * width - 1})`;
    return [finding('tree_altered', where, 'Its stored hash is not that of the entries below it.')];
  }

  private *keys(told: ReadonlySet<string>, stored: readonly string[]): Generator<Finding> {
    for (const key of stored.filter((one) => !told.has(one)))
      yield finding('key_unknown', `key ${key}`, 'No event tells of this signing key: somebody put it there.');
    for (const key of [...told].filter((one) => !stored.includes(one)))
      yield finding('key_unknown', `key ${key}`, 'An event tells of this signing key, and it is gone.');
  }
}

function* gaps(page: readonly StoredEntry[], from: number, until: number): Generator<Finding> {
  const there = new Set(page.map(({ index }) => index));
  for (let index = from; index < until; index += 1)
    if (!there.has(index)) yield finding('entry_missing', `entry ${index}`, 'There is none at this index.');
}

/** The tree as it grows over what is stored, with its keys and checkpoints. */
class Walk {
  frontier: Frontier = emptyFrontier;
  readonly keys = new Set<string>();
  isReadable = true;
  private nodes: TreeNode[] = [];

  constructor(private readonly organization: string) {}

  learn({ bytes }: StoredEntry): void {
    const event = bytes ? readEvent(bytes) : undefined;
    if (bytes && !(event && isUtf8(bytes))) this.isReadable = false;
    if (event?.type === 'organization.created' || event?.type === 'ledger.key_rotated')
      keysTold(event).forEach((key) => this.keys.add(key));
  }

  /** Adds a page, stopping at every size that was signed. */
  *grow(
    page: readonly StoredEntry[],
    ends: readonly SignedCheckpoint[],
    witnesses: readonly Witness[],
    witnessed: Map<number, Buffer>,
  ): Generator<Finding> {
    const begin = this.frontier.size;
    const stops = [...ends.map(({ size }) => size), ...witnesses.map(({ size }) => size), begin + page.length];
    const sizes = [...new Set(stops)]
      .filter((size) => size > begin && size <= begin + page.length)
      .sort((a, b) => a - b);
    const signed = new Map(ends.map((end) => [end.size, end]));
    for (const size of sizes) {
      const more = page.slice(this.frontier.size - begin, size - begin);
      const grown = appendLeaves(
        this.frontier,
        more.map((one) => (one.bytes ? leafHash(one.bytes) : one.leafHash)),
      );
      this.frontier = grown.frontier;
      this.nodes.push(...grown.nodes);
      const root = frontierRoot(this.frontier);
      if (witnesses.some((witness) => witness.size === size)) witnessed.set(size, root);
      const checkpoint = signed.get(size);
      const wrong = checkpoint && checkCheckpoint(checkpoint, root, ledgerOrigin(this.organization), [...this.keys]);
      if (wrong) yield wrong;
    }
  }

  takeNodes(): TreeNode[] {
    const taken = this.nodes;
    this.nodes = [];
    return taken;
  }
}
