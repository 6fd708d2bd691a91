import type { Child, FC } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';

export interface DocumentHead {
  readonly title: string;
  /** BCP 47. */
  readonly lang: string;
  /** CSS of the whole document: it stands in it, so that a saved file looks the same. */
  readonly style: string;
  /** More elements of the head: links, embedded data. */
  readonly links?: Child;
}

/** A whole HTML document as text. All text is escaped by the renderer; nobody puts tags together by hand. */
export function htmlDocument({ title, lang, style, links }: DocumentHead, body: Child): string {
  const page = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: withoutTags(style) }} />
        {links}
      </head>
      <body>{body}</body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** JSON inside a page (JSON-LD, for example). `<` stands as an escape of JSON, so that no text in it can end the element. */
export const EmbeddedJson: FC<{ readonly type: string; readonly value: unknown }> = ({ type, value }) => (
  <script type={type} dangerouslySetInnerHTML={{ __html: JSON.stringify(value).replaceAll('<', '\\u003c') }} />
);

// Our own style sheets hold no tag; a mistake must not open one either.
const withoutTags = (style: string): string => style.replaceAll('<', '');
