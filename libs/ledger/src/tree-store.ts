import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { consistencyProof, hashBytes, inclusionProof, rangeRoot, type ReadNode } from '#libs/proof';

interface Place {
  readonly level: number;
  readonly index: number;
}

const keyOf = ({ level, index }: Place): string => `${level}/${index}`;

/** Proofs out of the stored tree. Each reads some dozens of hashes, in one statement, however large the tree is. */
@Injectable()
export class TreeStore {
  constructor(private readonly connections: Connections) {}

  rootAt(organization: string, size: number): Promise<Buffer> {
    return this.withNodes(organization, (node) => rangeRoot(0, size, node));
  }

  inclusion(organization: string, index: number, size: number): Promise<Buffer[]> {
    return this.withNodes(organization, (node) => inclusionProof(index, size, node));
  }

  consistency(organization: string, from: number, to: number): Promise<Buffer[]> {
    return this.withNodes(organization, (node) => consistencyProof(from, to, node));
  }

  /** Nothing when this organization's log has no such event, or it has no index yet. */
  async indexOf(organization: string, event: string): Promise<number | undefined> {
    const [row] = await this.connections.read<{ index: string }>(
      organization,
      `select index from ledger_entry where organization_id = $1 and event_id = $2`,
      [organization, event],
    );
    return row && Number(row.index);
  }

  /** The roots of the perfect subtrees before an index, largest first: all that a proof of the entries after it needs. */
  async frontier(organization: string, size: number): Promise<Buffer[]> {
    const places: Place[] = [];
    await rangeRoot(0, size, (level, index) => {
      places.push({ level, index });
      return Buffer.alloc(hashBytes);
    });
    const read = await this.nodes(organization, places);
    return places.map((place) => found(read, place));
  }

  /** Asks the proof which hashes it wants, reads all of them at once, and asks it again. */
  private async withNodes<T>(organization: string, prove: (node: ReadNode) => Promise<T>): Promise<T> {
    const places: Place[] = [];
    await prove((level, index) => {
      places.push({ level, index });
      return Buffer.alloc(hashBytes);
    });
    const read = await this.nodes(organization, places);
    return prove((level, index) => found(read, { level, index }));
  }

  private async nodes(organization: string, places: readonly Place[]): Promise<Map<string, Buffer>> {
    const rows = await this.connections.read<{ level: number; index: string; hash: Buffer }>(
      organization,
      `select wanted.level, wanted.index, n.hash from unnest($2::smallint[], $3::bigint[]) as wanted(level, index)
         join ledger_node n on n.organization_id = $1 and n.level = wanted.level and n.index = wanted.index
       union all
       select 0, wanted.index, l.leaf_hash from unnest($4::bigint[]) as wanted(index)
         join ledger_entry l on l.organization_id = $1 and l.index = wanted.index`,
      [
        organization,
        places.filter(({ level }) => level > 0).map(({ level }) => level),
        places.filter(({ level }) => level > 0).map(({ index }) => index),
        places.filter(({ level }) => level === 0).map(({ index }) => index),
      ],
    );
    return new Map(rows.map((row) => [keyOf({ level: row.level, index: Number(row.index) }), row.hash]));
  }
}

function found(read: ReadonlyMap<string, Buffer>, place: Place): Buffer {
  const hash = read.get(keyOf(place));
  if (!hash) {
    throw new Error(
      `the stored tree has no node ${place.index} of level ${place.level}: run "claimdesk doctor --ledger"`,
    );
  }
  return hash;
}
