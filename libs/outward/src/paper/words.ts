import { isWebAddress } from '#libs/factcheck';
import type { Span, Words } from './paper.js';

/** not_checkable is "not checkable". */
export const spoken = (code: string): string => code.replaceAll('_', ' ');

/** An address, as a link where a reader may be sent there. */
export const address = (text: string): Span => (isWebAddress(text) ? { text, link: text } : { text });

/** Words that are not the report's own. */
export const foreign = (text: string, lang: string): Span => (lang === '' ? { text } : { text, lang });

/** Only what is there. */
export const facts = (
  given: readonly (readonly [string, Words | undefined])[],
): readonly (readonly [string, Words])[] =>
  given.filter((one): one is readonly [string, Words] => one[1] !== undefined && one[1].length > 0);
