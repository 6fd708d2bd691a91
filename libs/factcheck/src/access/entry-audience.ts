import { factVisibility } from './fact-visibility.js';
import { visibilityOf } from './visibility.js';
import { subjectTypes, type SubjectType } from './visibility-table.js';
import type { Visibility } from './visible/field-rule.js';

/**
 * Who an excerpt of the log is made for. `internal`: everything, for the newsroom's own auditors. `assessor`: nothing that
 * is between lawyers. `desk`: what everybody at the desk reads anyway.
 */
export const audiences = ['internal', 'assessor', 'desk'] as const;
export type Audience = (typeof audiences)[number];

/** Why of an entry only its place and its leaf hash are told. */
export const withheldReasons = ['audience', 'legal', 'ballots_hidden', 'outside_period', 'other_claim'] as const;
export type WithheldReason = (typeof withheldReasons)[number];

interface Event {
  readonly type?: string;
  readonly changes: readonly { readonly type: string; readonly after: Readonly<Record<string, unknown>> }[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

const seen: Readonly<Record<Exclude<Audience, 'internal'>, readonly Visibility[]>> = {
  desk: ['public', 'desk'],
  assessor: ['public', 'desk', 'assessor'],
};

/**
 * Why this audience gets the entry closed: bytes are given whole or not at all, so one field is enough. A commitment in
 * place of a value says nothing to anybody, and what is unknown to this release is closed to all but the newsroom.
 */
export function withheldFrom(audience: Audience, event: Event): WithheldReason | undefined {
  if (audience === 'internal') return undefined;
  const fields = event.changes.flatMap(({ type, after }) =>
    Object.entries(after)
      .filter(([, value]) => value !== null && !isCommitment(value))
      .map(([field]) => visibility(type, field)),
  );
  const facts = Object.entries(event.facts ?? {})
    .filter(([, value]) => value !== null)
    .map(([fact]) => factVisibility(event.type ?? '', fact));
  const closed = new Set([...fields, ...facts].filter((one) => !seen[audience].includes(one)));
  if (closed.size === 0) return undefined;
  return closed.has('legal') ? 'legal' : 'audience';
}

const visibility = (type: string, field: string): Visibility =>
  (subjectTypes as readonly string[]).includes(type) ? visibilityOf(type as SubjectType, field) : 'confidential';

const isCommitment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'committed';
