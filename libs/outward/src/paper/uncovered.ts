/** Scripts by their Unicode names, for telling which one a font does not have. */
const scripts = (
  'Arabic Armenian Bengali Cherokee Devanagari Ethiopic Georgian Gujarati Gurmukhi Han Hangul Hebrew Hiragana Kannada Katakana ' +
  'Khmer Lao Malayalam Mongolian Myanmar Sinhala Syriac Tamil Telugu Thaana Thai Tibetan'
)
  .split(' ')
  .map((name) => ({ name, sign: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Joins or turns others and shows nothing itself. */
const invisible = /[\p{Cf}\p{Cc}\u{FE00}-\u{FE0F}]/u;

/**
 * The text as this font can show it. What it cannot show is told in its place and counted, never left out or drawn as
 * boxes: "[Arabic: 12 characters]". A run of one script goes on over the spaces in it.
 */
export function asFar(text: string, has: (codePoint: number) => boolean, missed: (script: string) => void): string {
  let shown = '';
  let run: { script: string; count: number; spaces: string } | undefined;
  const endRun = (): void => {
    if (!run) return;
    missed(run.script);
    shown += `[${run.script}: ${run.count} character${run.count === 1 ? '' : 's'}]${run.spaces}`;
    run = undefined;
  };
  for (const sign of text) {
    if (/\s/u.test(sign)) {
      if (run) run.spaces += sign;
      else shown += sign === '\n' ? sign : ' ';
    } else if (invisible.test(sign)) continue;
    else if (has(sign.codePointAt(0) as number)) {
      endRun();
      shown += sign;
    } else {
      const script = scriptOf(sign);
      if (run?.script !== script) endRun();
      run = { script, count: (run?.count ?? 0) + 1, spaces: '' };
    }
  }
  endRun();
  return breakable(shown);
}

/**
 * An endless word may be broken: the layout looks for the place letter by letter, and 20,000 letters without one took it
 * 20 s. Keys and digests are shorter than this, and stay whole for whoever copies them.
 */
const breakable = (text: string): string => text.replace(/\S{200}(?=\S)/gu, '$&\u200b');

const scriptOf = (sign: string): string =>
  scripts.find((script) => script.sign.test(sign))?.name ??
  (/\p{Extended_Pictographic}/u.test(sign) ? 'pictographs' : 'other signs');
