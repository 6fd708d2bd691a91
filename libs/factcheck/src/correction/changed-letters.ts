/**
 * How many letters (code points) were added, taken out or replaced (Levenshtein), or nothing when more than `most`. Only a
 * band of that width is looked at (Ukkonen 1985): 2 · most · length steps, 2 million for the longest rationale.
 */
export function changedLetters(before: string, after: string, most: number): number | undefined {
  const [a, b] = [Array.from(before), Array.from(after)];
  if (Math.abs(a.length - b.length) > most) return undefined;
  const far = most + 1;
  let above = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, far));
  for (let row = 1; row <= a.length; row += 1) {
    const here = new Array<number>(b.length + 1).fill(far);
    if (row <= most) here[0] = row;
    let nearest = here[0] as number;
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column += 1) {
      const replaced = (above[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const cost = Math.min(replaced, (above[column] as number) + 1, (here[column - 1] as number) + 1, far);
      here[column] = cost;
      nearest = Math.min(nearest, cost);
    }
    if (nearest > most) return undefined;
    above = here;
  }
  const changed = above[b.length] as number;
  return changed > most ? undefined : changed;
}
