/**
 * A printable document, once for HTML and PDF: what it says stands here, how it looks in the two renderers. Everything
 * is plain text; no renderer reads tags or markers out of it.
 */
export interface Paper {
  readonly title: string;
  /** Under the title: what this is, of whom, as of when. */
  readonly lead: readonly Words[];
  readonly sections: readonly Section[];
  /** RFC 3339, from the log: the only date that the file carries. */
  readonly date: string;
  /** What stays the same in two files with the same content, and differs otherwise. */
  readonly identity: string;
}

export interface Section {
  /** Unique in the document, and an address in it. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Span {
  readonly text: string;
  /** An address that was looked at by `isWebAddress`. */
  readonly link?: string;
  readonly strong?: true;
  readonly marked?: true;
  /** BCP 47, of words that are not the report's own. */
  readonly lang?: string;
}

export type Words = string | readonly (string | Span)[];

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Words[])[];
}

export interface Column {
  readonly title: string;
  readonly numbers?: true;
  /** How wide beside the others; 1 when not given. */
  readonly share?: number;
}

/** An SVG with a title and a description in it; the numbers of it stand in a table beside it. */
export interface Picture {
  readonly kind: 'picture';
  readonly width: number;
  /** `shown` gives words as the font at hand has them. */
  readonly draw: (shown: (text: string) => string) => string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly words: Words }
  | { readonly kind: 'note'; readonly words: Words }
  | { readonly kind: 'list'; readonly items: readonly Words[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, words: Words])[] }
  | { readonly kind: 'quote'; readonly words: Words }
  | { readonly kind: 'code'; readonly text: string }
  | Picture
  | Table;

export const spansOf = (words: Words): readonly Span[] =>
  (typeof words === 'string' ? [words] : words).map((one) => (typeof one === 'string' ? { text: one } : one));
