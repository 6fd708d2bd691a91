import { Injectable } from '@nestjs/common';
import { type JsonObject, refuse } from '#libs/kernel';
import { CheckpointStore, EntryStore, LogTimes, TreeStore } from '#libs/ledger';
import { formatTlogProof } from '#libs/proof';
import type { ConsistencyQuery, InclusionQuery } from './ledger.dto.js';

/** Proofs for readers who keep checkpoints and entries of their own. They tell hashes, and nothing of what happened. */
@Injectable()
export class ProofReader {
  constructor(
    private readonly tree: TreeStore,
    private readonly entries: EntryStore,
    private readonly checkpoints: CheckpointStore,
    private readonly times: LogTimes,
  ) {}

  async inclusion(organization: string, { index: place, event, size: wanted }: InclusionQuery): Promise<JsonObject> {
    if ((place === undefined) === (event === undefined)) {
      refuse('request.invalid', 'Name one entry: by its index or by its event.', {
        errors: [{ field: 'index', message: 'either index or event' }],
      });
    }
    const index = place ?? (await this.tree.indexOf(organization, event as string));
    if (index === undefined) return refuse('not_found', `The ledger has no event ${event} here.`);
    const size = await this.size(organization, 'size', wanted);
    const [entry] = index < size ? await this.entries.range(organization, index, size, 1) : [];
    if (!entry) return refuse('not_found', `A tree of size ${size} has no index ${index}; it ends at ${size - 1}.`);
    const [proof, root, signed] = await Promise.all([
      this.tree.inclusion(organization, index, size),
      this.tree.rootAt(organization, size),
      this.checkpoints.atSize(organization, size),
    ]);
    return {
      index,
      size,
      leafHash: base64(entry.leafHash),
      proof: proof.map(base64),
      root: base64(root),
      checkpoint: signed?.note ?? null,
      tlogProof: signed ? formatTlogProof({ index, proof, checkpoint: signed.note }) : null,
    };
  }

  async consistency(organization: string, { from, to: wanted }: ConsistencyQuery): Promise<JsonObject> {
    const to = await this.size(organization, 'to', wanted);
    if (from > to) {
      refuse('request.invalid', `The tree of size ${to} does not continue one of size ${from}.`, {
        errors: [{ field: 'from', message: `at most ${to}` }],
      });
    }
    const [proof, fromRoot, toRoot, older, newer] = await Promise.all([
      this.tree.consistency(organization, from, to),
      this.tree.rootAt(organization, from),
      this.tree.rootAt(organization, to),
      this.checkpoints.atSize(organization, from),
      this.checkpoints.atSize(organization, to),
    ]);
    return {
      from,
      to,
      proof: proof.map(base64),
      fromRoot: base64(fromRoot),
      toRoot: base64(toRoot),
      fromCheckpoint: older?.note ?? null,
      toCheckpoint: newer?.note ?? null,
    };
  }

  /** The size that was asked for, or the one that was signed last. */
  private async size(organization: string, field: string, wanted: number | undefined): Promise<number> {
    if (wanted === undefined) {
      const latest = await this.checkpoints.latest(organization);
      return (
        latest?.size ?? refuse('report.nothing_signed', 'No checkpoint has been signed yet. Ask again in a second.')
      );
    }
    const head = await this.times.size(organization);
    if (wanted <= head) return wanted;
    return refuse('request.invalid', `The ledger has ${head} entries; there is no tree of size ${wanted} yet.`, {
      errors: [{ field, message: `at most ${head}` }],
    });
  }
}

const base64 = (hash: Buffer): string => hash.toString('base64');
