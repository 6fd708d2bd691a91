import type { AccessEntryKind } from '#libs/factcheck';

/** Somebody was told no, or came in by a key for the first time in a minute. No address of theirs is kept. */
export interface AccessEntry {
  readonly organization: string;
  readonly kind: AccessEntryKind;
  /** HTTP status and refusal code; of refusals alone. */
  readonly status?: number;
  readonly code?: string;
  readonly method: string;
  /** The pattern, never the address with its ids. */
  readonly route: string;
  readonly action?: string;
  /** Whose key it was, if it is known. */
  readonly key?: string;
  /** SHA-256 of a key that was presented and not let in: it may be one that was revoked. */
  readonly hash?: Buffer;
  readonly request: string;
}

/** An entry, and how many of the same came within a batch. */
export interface CountedEntry extends AccessEntry {
  readonly times: number;
}

/** What makes two entries of a batch the same. The request is the first one's. */
export const sameness = (entry: AccessEntry): string =>
  [
    entry.kind,
    entry.status ?? '',
    entry.code ?? '',
    entry.method,
    entry.route,
    entry.action ?? '',
    entry.key ?? '',
    entry.hash?.toString('base64') ?? '',
  ].join(' ');
