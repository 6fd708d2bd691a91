/** In this language, else in that without its region, else in English, else in the first there is; '' without any. */
export const labelIn = (labels: Readonly<Record<string, string>>, language: string): string =>
  labels[language] ??
  labels[language.split('-')[0] as string] ??
  labels.en ??
  labels[Object.keys(labels).sort()[0] as string] ??
  '';
