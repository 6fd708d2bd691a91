/** What the log says of one subject. */
export type State = Readonly<Record<string, unknown>>;

/** A field that is a word or a number, as text; '' where it is nothing or more than that. */
export const field = (state: State | undefined, name: string): string => {
  const value = state?.[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
};

export const inside = (state: State | undefined, name: string): State | undefined => {
  const value = state?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as State) : undefined;
};

export const listed = (state: State | undefined, name: string): readonly unknown[] => {
  const value = state?.[name];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
};

/** The different ids that these states name in some fields. */
export const namedIn = (states: readonly State[], ...fields: readonly string[]): string[] => [
  ...new Set(states.flatMap((state) => fields.map((name) => field(state, name)).filter((id) => id !== ''))),
];

export const byId = (states: readonly State[]): ReadonlyMap<string, State> =>
  new Map(states.map((state) => [field(state, 'id'), state]));
