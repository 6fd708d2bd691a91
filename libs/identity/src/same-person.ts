/**
 * Two spellings that a reader takes for one: NFKC, case folded, blanks at the ends gone and those inside made one, what is
 * not seen left out. Upper case first, so that ß and SS, and the two small sigmas, come out the same.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
