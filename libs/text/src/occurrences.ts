/**
 * Every place where `wanted` stands in `text`, overlapping ones too, as ascending UTF-16 indexes. Knuth, Morris and
 * Pratt's search: linear in both lengths whatever is sent, where repeated `indexOf` needs minutes for half a million
 * a's in a million.
 */
export function* occurrencesOf(wanted: string, text: string): Generator<number> {
  if (wanted.length === 0 || wanted.length > text.length) return;
  const borders = bordersOf(wanted);
  const first = wanted.charAt(0);
  let matched = 0;
  for (let index = 0; index < text.length; index++) {
    if (matched === 0) {
      index = text.indexOf(first, index);
      if (index < 0) return;
    }
    const unit = text.charCodeAt(index);
    while (matched > 0 && wanted.charCodeAt(matched) !== unit) matched = borders[matched - 1] ?? 0;
    if (wanted.charCodeAt(matched) === unit) matched++;
    if (matched === wanted.length) {
      yield index - wanted.length + 1;
      matched = borders[matched - 1] ?? 0;
    }
  }
}

// For each length, how much of the beginning is also the end: how far a failed match may be kept.
function bordersOf(wanted: string): Uint32Array {
  const borders = new Uint32Array(wanted.length);
  let matched = 0;
  for (let index = 1; index < wanted.length; index++) {
    while (matched > 0 && wanted.charCodeAt(matched) !== wanted.charCodeAt(index)) matched = borders[matched - 1] ?? 0;
    if (wanted.charCodeAt(matched) === wanted.charCodeAt(index)) matched++;
    borders[index] = matched;
  }
  return borders;
}
