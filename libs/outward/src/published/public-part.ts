import { type SubjectType, visibilityOf } from '#libs/factcheck';

export type State = Readonly<Record<string, unknown>>;

/** What of a state everybody may see, by the table of visibilities: a field that it does not name stays inside. */
export const publicPart = (type: SubjectType, state: State): State =>
  Object.fromEntries(Object.entries(state).filter(([field]) => visibilityOf(type, field) === 'public'));

/** A text, or null where there is none. */
export const textOf = (state: State | undefined, field: string): string | null => {
  const value = state?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const partOf = (state: State | undefined, field: string): State | null => {
  const value = state?.[field];
  return typeof value === 'object' && value !== null ? (value as State) : null;
};

export const namesIn = (state: State | undefined, field: string): readonly string[] => {
  const value = state?.[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
