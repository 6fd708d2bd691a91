import { isWebAddress } from '#libs/factcheck';
import type { Span, Words } from '../../paper/paper.js';
import type { DossierModel } from '../dossier-model.js';
import { field, type State } from '../state.js';

/** not_checkable is "not checkable". */
export const spoken = (code: string): string => code.replaceAll('_', ' ');

/** An address, as a link where a reader may be sent there. */
export const address = (text: string): Span => (isWebAddress(text) ? { text, link: text } : { text });

export const foreign = (text: string, lang: string): Span => (lang === '' ? { text } : { text, lang });

/** Whoever is named by an id here. */
export const whoIn =
  ({ people }: DossierModel) =>
  (id: unknown): string =>
    people.find((person) => person.id === id)?.label ?? (typeof id === 'string' ? `somebody (${id})` : 'nobody');

/** Only what is there. */
export const facts = (
  given: readonly (readonly [string, Words | undefined])[],
): readonly (readonly [string, Words])[] =>
  given.filter((one): one is readonly [string, Words] => one[1] !== undefined && one[1] !== '' && one[1].length > 0);

export const nameOf = (claimant: State | null): string =>
  claimant === null ? 'unknown' : field(claimant, 'name') || '(name erased)';
