// The scripts of living languages that run from right to left.
const leftward = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** Which way a language is written; `auto` lets the first strong letter decide where the language is not known. */
export function directionOf(language: string | null | undefined): 'ltr' | 'rtl' | 'auto' {
  if (!language) return 'auto';
  try {
    return leftward.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    // No well-formed tag: what an archive brought along may be anything.
    return 'auto';
  }
}
