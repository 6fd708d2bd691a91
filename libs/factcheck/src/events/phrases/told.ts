/** What a phrase may use of an event. No claimant, no source and nobody who was asked is named by any of it. */
export interface Told {
  /** A member's name, for readers who may know it. */
  readonly member: (id: unknown) => string;
  /** What the verb put down, if it is one word or number. */
  readonly fact: (name: string) => string | undefined;
  /** The state of the first changed subject of a type, or a field of it that is one word or number. */
  readonly of: (type: string, field: string) => string | undefined;
  /** " (version 2)", or nothing where the event is about no verdict. */
  readonly version: string;
  /** Whether this reader may know how the ballot of this event was cast. */
  readonly ballotIsOpen: boolean;
}

/** What follows the name of whoever acted. */
export type Phrase = (told: Told) => string;

/** A code as words: not_checkable is "not checkable". */
export const inWords = (code: string): string => code.replaceAll('_', ' ');

/** ": not checkable", or nothing. */
export const colon = (code: string | undefined): string => (code === undefined ? '' : `: ${inWords(code)}`);
