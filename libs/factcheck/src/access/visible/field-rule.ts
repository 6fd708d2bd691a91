/** Who may see a field at the most: everybody; the desk; an assessor; the lawyers; named members only. */
export const visibilities = ['public', 'desk', 'assessor', 'legal', 'confidential'] as const;
export type Visibility = (typeof visibilities)[number];

export interface FieldRule {
  readonly visibility: Visibility;
  /** Stands in events as a salted digest, so that it can be erased. */
  readonly personal?: true;
}

export type Fields = Readonly<Record<string, Visibility | FieldRule>>;

export const personal = (visibility: Visibility): FieldRule => ({ visibility, personal: true });
