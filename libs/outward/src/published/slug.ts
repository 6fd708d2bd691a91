// Long enough to be read, short enough to be passed on.
const longest = 60;

/**
 * The last part of a claim's public address: its words when it was first published, then the end of its id, so that two
 * claims with the same words have two addresses and nobody learns from one which others there are. Letters outside a–z
 * lose their marks or stay out; the id alone is enough.
 */
export function slugOf(statement: string, claim: string): string {
  const words = statement
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, longest) : `${slug}-${word}`;
    if (longer.length > longest) break;
    slug = longer;
  }
  return `${slug === '' ? 'claim' : slug}-${claim.slice(-8)}`;
}
