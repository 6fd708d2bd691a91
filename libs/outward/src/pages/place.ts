/** A place in a list that is newest first: what comes behind it. */
export interface Place {
  /** Milliseconds since 1970, as text: PostgreSQL counts them. */
  readonly at: string;
  readonly id: string;
  /** Of a version; 0 of a claim. */
  readonly number: number;
}

/** As an address tells it. */
export const placeText = ({ at, id, number }: Place): string => `${at}.${id}.${number}`;

const shape = /^(\d{1,14})\.([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\.(\d{1,6})$/u;

/** undefined: this names no place. */
export function placeOf(text: string): Place | undefined {
  const [, at, id, number] = shape.exec(text) ?? [];
  return at === undefined || id === undefined ? undefined : { at, id, number: Number(number) };
}
