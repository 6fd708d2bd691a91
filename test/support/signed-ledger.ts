import { createWriteStream } from 'node:fs';
import { canonicalBytes, type Json, newId } from '#libs/kernel';
import {
  appendLeaves,
  commit,
  type ContainerFile,
  deriveViews,
  emptyFrontier,
  formatCheckpoint,
  formatDisclosure,
  formatTlogProof,
  frontierRoot,
  inclusionProof,
  leafHash,
  ledgerOrigin,
  newSeed,
  noteSigner,
  type NoteSigner,
  signNote,
  writeBundle,
} from '#libs/proof';

const salt = Buffer.alloc(32, 7);
const lines = (each: readonly Buffer[]): Buffer => Buffer.concat(each.flatMap((line) => [line, Buffer.from('\n')]));

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** A ledger in memory with its key: what a newsroom holds, for whoever forges and whoever checks. */
export class SignedLedger {
  readonly organization = newId();
  readonly origin = ledgerOrigin(this.organization);
  readonly signer: NoteSigner;
  readonly entries: Buffer[];

  constructor(size: number, seed = newSeed()) {
    this.signer = noteSigner(this.origin, seed);
    this.entries = Array.from({ length: size }, (_, i) => this.event(i));
  }

  event(i: number, more: Record<string, Json> = {}): Buffer {
    const facts = { name: commit(salt, `name ${i}`), text: `Claim ${i} — “naïve”`, ...more };
    return canonicalBytes({ id: `event-${i}`, organization: this.organization, facts });
  }

  disclosure(i: number): Buffer {
    return formatDisclosure({ event: `event-${i}`, path: '/facts/name', salt, value: `name ${i}` });
  }

  root(entries: readonly Buffer[] = this.entries): Buffer {
    return frontierRoot(appendLeaves(emptyFrontier, entries.map(leafHash)).frontier);
  }

  checkpoint(entries: readonly Buffer[] = this.entries, signers = [this.signer], origin = this.origin): string {
    return signNote(formatCheckpoint({ origin, size: entries.length, root: this.root(entries) }), signers);
  }

  /** C2SP tlog-proof of one entry in the tree over these. */
  async proof(index: number, entries: readonly Buffer[] = this.entries, checkpoint = this.checkpoint(entries)) {
    const whole = (level: number, at: number): Buffer => this.root(entries.slice(at << level, (at + 1) << level));
    const proof = await inclusionProof(index, entries.length, whole);
    return formatTlogProof({ index, proof, checkpoint });
  }

  /** The views of events as an honest newsroom makes them. */
  async views(entries: readonly Buffer[] = this.entries): Promise<ContainerFile[]> {
    const files = new Map<string, Buffer>();
    const personal = entries.map((_, i) => this.disclosure(i));
    const log = { origin: this.origin, size: entries.length, from: 0 };
    for await (const { name, bytes } of deriveViews({
      ...log,
      entries: once(lines(entries)),
      personal: once(lines(personal)),
    }))
      files.set(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), bytes]));
    return [...files].map(([name, content]) => ({ name, content }));
  }

  async bundle(
    path: string,
    {
      entries = this.entries,
      checkpoint = this.checkpoint(),
      vkey = this.signer.vkey,
      personal = entries.map((_, i) => this.disclosure(i)),
      organization = this.organization,
      views = [],
    }: {
      entries?: readonly Buffer[];
      checkpoint?: string;
      vkey?: string;
      personal?: readonly Buffer[];
      organization?: string;
      views?: readonly ContainerFile[];
    } = {},
  ): Promise<void> {
    await writeBundle(createWriteStream(path), {
      organization,
      checkpoint,
      entries: lines(entries),
      personal: lines(personal),
      vkey,
      readme: 'Read me.\n',
      views,
    });
  }
}
