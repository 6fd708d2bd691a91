/** Where tables, or the index that as-of and history read, say something else than the bytes of the events. */
export interface ReplayFinding {
  readonly kind: 'field_differs' | 'row_missing' | 'row_untold' | 'history_differs' | 'type_unknown';
  readonly type: string;
  readonly id: string;
  readonly field?: string;
  /** Of the entry that tells; null where none does, or its event waits for its index. */
  readonly index: number | null;
  readonly sentence: string;
}
