import type { FC, PropsWithChildren } from 'hono/jsx';
import { directionOf } from './direction.js';
import { dayInWords, inWords } from './dates.js';

/** Words in a language of their own: read out, broken and turned as that language is. */
export const Words: FC<PropsWithChildren<{ readonly in?: string | null | undefined }>> = ({
  in: language,
  children,
}) => (
  <span {...(language ? { lang: language } : {})} dir={directionOf(language)}>
    {children}
  </span>
);

/** A name: whatever its script, it turns nothing that stands beside it. */
export const Name: FC<PropsWithChildren> = ({ children }) => <bdi>{children}</bdi>;

export const When: FC<{ readonly at: string }> = ({ at }) => <time datetime={at}>{inWords(at)}</time>;
export const Day: FC<{ readonly at: string }> = ({ at }) => <time datetime={at}>{dayInWords(at)}</time>;

/** Empty lines part paragraphs; a single line break stays one. */
export const Paragraphs: FC<{ readonly text: string; readonly in?: string | null | undefined }> = ({
  text,
  in: language,
}) => (
  <>
    {paragraphsOf(text).map((paragraph) => (
      <p {...(language ? { lang: language } : {})} dir={directionOf(language)}>
        {paragraph.split('\n').flatMap((line, place) => (place === 0 ? [line] : [<br />, line]))}
      </p>
    ))}
  </>
);

export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n\s*/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** Leads out only where it leads to the web; any other scheme stays plain text. */
export const Out: FC<PropsWithChildren<{ readonly to: string | null | undefined }>> = ({ to, children }) =>
  to && /^https?:\/\//iu.test(to) ? (
    <a href={to} rel="nofollow noopener">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
