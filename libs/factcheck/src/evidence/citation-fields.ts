import { type FieldError, refusal, type Ruling } from '#libs/kernel';
import type { CitationMode } from '../vocabulary/evidence.js';

/** The fields that are true of some modes only. */
const seenFields = ['excerpt', 'retrievedAt', 'consultedOn', 'capture'] as const;
type SeenField = (typeof seenFields)[number];
type SeenFields = { readonly [Field in SeenField]?: unknown };

interface ModeFields {
  readonly takes: readonly SeenField[];
  readonly needs: readonly SeenField[];
  readonly because: string;
}

const modes: Readonly<Record<CitationMode, ModeFields>> = {
  linked: { takes: [], needs: [], because: 'the source was not retrieved' },
  consulted: {
    takes: ['excerpt', 'retrievedAt', 'consultedOn'],
    needs: ['consultedOn'],
    because: 'no bytes were captured',
  },
  captured: {
    takes: ['excerpt', 'capture'],
    needs: ['capture'],
    because: 'the capture says when it was retrieved',
  },
};
const needed: Readonly<Partial<Record<SeenField, string>>> = {
  consultedOn: 'say when you saw it',
  capture: 'name the capture whose bytes you cite',
};

/** Excerpt, retrieval time and hash exist only where they are true (of a new citation). */
export function citationRuling(mode: CitationMode, given: SeenFields, byPerson: boolean): Ruling {
  const missing = modes[mode].needs.filter((field) => given[field] === undefined);
  const person =
    mode === 'consulted' && !byPerson
      ? [{ field: 'mode', message: "only a person can have consulted a source; use a member's key" }]
      : [];
  return invalid([...person, ...foreign(mode, given), ...missing.map(wanted)]);
}

/** The same of a change: the mode stays, only its own fields may be written, and none that it needs emptied. */
export function citationChangeRuling(mode: CitationMode, given: SeenFields): Ruling {
  const emptied = modes[mode].needs.filter((field) => given[field] === null);
  return invalid([...foreign(mode, given), ...emptied.map(wanted)]);
}

const foreign = (mode: CitationMode, given: SeenFields): FieldError[] =>
  seenFields
    .filter((field) => given[field] !== undefined && !modes[mode].takes.includes(field))
    .map((field) => ({ field, message: `does not go with "${mode}": ${modes[mode].because}` }));

const wanted = (field: SeenField): FieldError => ({ field, message: needed[field] ?? 'is needed' });

const invalid = (errors: readonly FieldError[]): Ruling =>
  errors.length === 0
    ? undefined
    : refusal('citation.invalid', errors.map(({ field, message }) => `${field}: ${message}.`).join(' '), { errors });
