/** The canonical spelling of a BCP 47 tag ("en-us" → "en-US"), or undefined when it has not the shape of one. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    // RangeError is the only way Intl has of saying that a tag is not well-formed (ECMA-402 §9.2.1).
    return undefined;
  }
}

/** Whether this has the shape of a BCP 47 language tag. Whether the subtags are registered is not asked. */
export const isLanguage = (tag: unknown): tag is string =>
  typeof tag === 'string' && canonicalLanguage(tag) !== undefined;
