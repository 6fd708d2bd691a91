/** A committed event that has no index yet. */
export interface PendingEvent {
  readonly id: string;
  readonly position: string;
  readonly bytes: Buffer;
}

/** The state of one subject from one ledger index on. */
export interface NewState {
  readonly type: string;
  readonly id: string;
  readonly from: number;
  /** Set when a later event of the same batch replaces it. */
  until: number | null;
  readonly root: string;
  readonly event: string;
  /** Which element of the event's changes. */
  readonly change: number;
  /** Where the subject stands from here on, if it is one that has a status. */
  readonly status: string | null;
  /** It ends a state that stood before this batch. */
  readonly endsOne: boolean;
}

interface Recorded {
  readonly root: string;
  readonly changes: readonly {
    readonly type: string;
    readonly id: string;
    readonly version: number;
    readonly after: { readonly status?: unknown };
  }[];
}

/** Which states a batch of events begins, the first of them at index `from`. */
export function statesOf(events: readonly PendingEvent[], from: number): NewState[] {
  const states: NewState[] = [];
  const latest = new Map<string, NewState>();
  events.forEach((event, place) => {
    const recorded = JSON.parse(event.bytes.toString('utf8')) as Recorded;
    recorded.changes.forEach(({ type, id, version, after: { status } }, change) => {
      const before = latest.get(`${type} ${id}`);
      if (before) before.until = from + place;
      const state: NewState = {
        type,
        id,
        from: from + place,
        until: null,
        root: recorded.root,
        event: event.id,
        change,
        status: typeof status === 'string' ? status : null,
        // Version 1 is how a subject begins: nothing to look for, which an import of a hundred thousand notices.
        endsOne: !before && version > 1,
      };
      latest.set(`${type} ${id}`, state);
      states.push(state);
    });
  });
  return states;
}
