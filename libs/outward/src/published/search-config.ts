/** Languages whose words PostgreSQL knows to bring to one form (its own configurations, the same in 15 to 18). */
export const configsByLanguage: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  nl: 'dutch',
  nb: 'norwegian',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/** For a BCP 47 tag; `simple` (every word as it stands) for a language that PostgreSQL does not know. */
export const searchConfig = (language: string): string =>
  configsByLanguage[language.toLowerCase().split('-')[0] ?? ''] ?? 'simple';

/** All of them, for words in a language that nobody named. */
export const searchConfigs: readonly string[] = ['simple', ...new Set(Object.values(configsByLanguage))];
