import type { Tx } from '#libs/database';
import { refuse, Refused } from '#libs/kernel';
import { contextOf, findQuote } from '#libs/text';
import type { ArticleStore } from '../articles/article-store.js';
import type { Anchored, Unanchored } from './utterance-store.js';

/** The quote on an article's text (W3C TextQuoteSelector), or where something was said that is no text here. */
export type AppearanceInput =
  { readonly article: string; readonly exact: string; readonly prefix?: string; readonly suffix?: string } | Unanchored;

/** Where the quote stands in the newest revision. Errors: not_found, quote.not_found, quote.ambiguous. */
export async function placeAppearance(
  tx: Tx,
  articles: ArticleStore,
  at: AppearanceInput,
): Promise<Anchored | Unanchored> {
  if (!('exact' in at)) return at;
  const text =
    (await articles.currentText(tx, at.article)) ?? refuse('not_found', `There is no article ${at.article} here.`);
  const found = findQuote(text.body, at);
  if ('refusal' in found) throw new Refused(found.refusal);
  const { start, end, utf16Start, utf16End } = found.found;
  const exact = text.body.slice(utf16Start, utf16End);
  return {
    article: at.article,
    revision: text.revision,
    exact,
    ...contextOf(text.body, start, end),
    start,
    end,
    utf16Start,
    utf16End,
  };
}
