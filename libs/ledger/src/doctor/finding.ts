/** Something in the stored log that is not as it must be. */
export interface Finding {
  readonly kind:
    | 'entry_missing'
    | 'entry_altered'
    | 'event_lost'
    | 'tree_altered'
    | 'head_altered'
    | 'checkpoint_altered'
    | 'checkpoint_contradicts'
    | 'key_unknown'
    | 'personal_altered'
    | 'personal_missing'
    | 'erased_present'
    | 'tail_lost'
    | 'witness_contradicts';
  /** Where to look: "entry 17", "node 3 of level 2 (entries 12 to 15)", "checkpoint 40", "claimant ID". */
  readonly where: string;
  readonly sentence: string;
}

export const finding = (kind: Finding['kind'], where: string, sentence: string): Finding => ({ kind, where, sentence });
