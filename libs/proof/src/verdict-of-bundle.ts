/** Every way in which a bundle is refused, with the exit code of `claimdesk verify`. 0 is a proven bundle, 2 a usage error. */
export const exitCodes = {
  unreadable: 10,
  manifest: 11,
  file_altered: 12,
  entry_malformed: 13,
  tree_mismatch: 14,
  checkpoint_malformed: 15,
  wrong_origin: 16,
  signature_invalid: 17,
  unknown_key: 18,
  no_pin: 19,
  disclosure_mismatch: 20,
  not_a_continuation: 21,
  proof_invalid: 22,
  view_mismatch: 23,
} as const satisfies Record<string, number>;

export type BundleFault = keyof typeof exitCodes;

export interface ComparedViews {
  /** How many files under views/ say exactly what the entries say. */
  readonly derived: number;
  /** Those that cannot be made from the entries alone: for reading, and nothing more. */
  readonly notCompared: readonly string[];
}

export interface ProvenBundle {
  readonly ok: true;
  readonly size: number;
  readonly root: Buffer;
  readonly origin: string;
  /** The pinned key that signed. */
  readonly keyName: string;
  /** The index of its first entry. */
  readonly from: number;
  readonly entries: number;
  /** How many of them are told by their leaf hash alone, by reason. */
  readonly withheld: Readonly<Record<string, number>>;
  readonly disclosures: number;
  readonly views: ComparedViews;
}

export interface RefusedBundle {
  readonly ok: false;
  readonly kind: BundleFault;
  /** For a reader; ends in a full stop. */
  readonly sentence: string;
  /** A file of the bundle, and a line of it where there is one: `entries.ndjson:17`, counted from 1. */
  readonly where?: string;
}

export const refused = (kind: BundleFault, sentence: string, where?: string): RefusedBundle =>
  where === undefined ? { ok: false, kind, sentence } : { ok: false, kind, sentence, where };
