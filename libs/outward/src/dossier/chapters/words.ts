import type { DossierModel } from '../dossier-model.js';
import { field, type State } from '../../state.js';

/** Whoever is named by an id here. */
export const whoIn =
  ({ people }: DossierModel) =>
  (id: unknown): string =>
    people.find((person) => person.id === id)?.label ?? (typeof id === 'string' ? `somebody (${id})` : 'nobody');

export const nameOf = (claimant: State | null): string =>
  claimant === null ? 'unknown' : field(claimant, 'name') || '(name erased)';
