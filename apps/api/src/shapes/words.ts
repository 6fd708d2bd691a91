import { ruled } from './field-parts.js';

// White space, controls, and what Unicode lets a renderer ignore: zero-width, bidi marks, fillers, variation selectors.
// U+2800 is the braille cell without a dot: a letter by name, and nothing on the screen.
const seen = /[^\s\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything of it. */
export const hasWords = (text: string): boolean => seen.test(text);

/** Looks only: the text is stored as it came, blanks around the words included. */
export const Words = (): PropertyDecorator =>
  ruled('words', (value) => typeof value !== 'string' || value === '' || hasWords(value), 'must not be blank');
