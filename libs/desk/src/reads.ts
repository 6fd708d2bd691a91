/** One resource as the JSON text that PostgreSQL made of it, and the version its ETag carries. */
export interface SingleRow {
  readonly json: string;
  readonly version: number;
  /** Something of it was erased, which no version tells. */
  readonly erased?: boolean;
}

/** One line of a list. */
export interface ListRow {
  readonly id: string;
  readonly json: string;
}

/** Before it every id stands: where a list that runs from the newest to the oldest begins. */
export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
