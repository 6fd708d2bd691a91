import type { BundleAudience } from '../reports/report-kind.js';
import type { Person } from './dossier-model.js';
import { field, type State } from '../state.js';

/** Everybody's label in one report. An assessor tells members apart and knows none by name. */
export class People {
  private readonly labels: ReadonlyMap<string, Person>;

  constructor(members: ReadonlyMap<string, State>, audience: BundleAudience) {
    const ids = [...members.keys()].sort();
    this.labels = new Map(
      ids.map((id, place) => {
        const known = audience === 'internal' ? field(members.get(id), 'name') : '';
        return [id, { id, label: known || `Member ${place + 1}`, name: known || null }];
      }),
    );
  }

  get all(): readonly Person[] {
    return [...this.labels.values()];
  }

  /** Undefined for nobody, and for an id that is no member's. */
  label(id: unknown): string | undefined {
    return typeof id === 'string' ? this.labels.get(id)?.label : undefined;
  }
}
