import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codePointLength, normalizeText, sliceCodePoints } from '#libs/text';
import { projectFolder } from '#libs/runtime';

/** One claim of a claims file: ours say how they end; an editor's marks may only say whether they can be checked. */
export interface ClaimLine {
  readonly ref: string;
  readonly submit: Record<string, unknown> & { readonly statement: string; readonly kind: string };
  /** The quote, with its context where needed. */
  readonly selector: { readonly exact: string; readonly prefix?: string; readonly suffix?: string };
  readonly ending: Ending;
  /** Codes of topics. */
  readonly topics: readonly string[];
  readonly links: readonly { readonly to: string; readonly kind: string; readonly note?: string }[];
}

/** A citation that names its source by the source's ref. */
export type CitationLine = Record<string, unknown> & { readonly source: string };

export type Ending =
  | { readonly action: 'accept'; readonly selectionReason: string }
  | {
      readonly action: 'checking';
      readonly selectionReason: string;
      readonly missing: string;
      readonly citations?: readonly CitationLine[];
    }
  | { readonly action: 'decline'; readonly reason: string; readonly note?: string }
  | {
      readonly action: 'publish';
      readonly selectionReason: string;
      readonly rating: string;
      readonly summary: string;
      readonly rationale: string;
      readonly judgedAsOf: string;
      readonly evidenceCutOff?: string;
      /** Whom was asked for a reply, or why nobody: the body of an enquiry. */
      readonly reply: object;
      readonly citations: readonly CitationLine[];
    };

export interface StoryFiles {
  readonly article: Record<string, unknown> & {
    readonly text: string;
    readonly outlet: string;
    readonly headline: string;
  };
  readonly claims: readonly ClaimLine[];
  readonly sources: readonly (Record<string, unknown> & { readonly ref: string })[];
}

const samples = join(projectFolder(), 'samples');

/** The sample, or the article and claims that were given. Metadata and sources are taken from beside the files if there. */
export function readStory(
  articlePath = join(samples, 'article.txt'),
  claimsPath = join(samples, 'claims.jsonl'),
): StoryFiles {
  const text = normalizeText(readFileSync(articlePath));
  const beside = articlePath.replace(/\.[^.]+$/, '.json');
  const given = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Record<string, unknown>) : {};
  const article = { headline: 'The given article', outlet: 'The given outlet', language: 'en', ...given, text };
  const sourcesPath = join(dirname(claimsPath), 'sources.jsonl');
  const sources = existsSync(sourcesPath) ? linesOf<StoryFiles['sources'][number]>(sourcesPath) : [];
  return { article, sources, claims: linesOf<Marked>(claimsPath).map((line, place) => claimOf(line, place, article)) };
}

const linesOf = <Line>(path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

interface Marked {
  readonly ref?: string;
  readonly id?: string;
  readonly exact: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly start?: number;
  readonly end?: number;
  readonly claimant: string | Record<string, unknown>;
  readonly reported?: string | null;
  readonly mode: string;
  readonly impliedBecause?: string;
  readonly kind: string;
  readonly statement: string;
  readonly language?: string;
  readonly quantity?: object;
  readonly checkable?: boolean;
  readonly ending?: Ending;
  readonly topics?: readonly string[];
  readonly links?: ClaimLine['links'];
}

function claimOf(marked: Marked, place: number, article: StoryFiles['article']): ClaimLine {
  const claimant =
    typeof marked.claimant === 'object'
      ? marked.claimant
      : marked.claimant === 'article'
        ? { kind: 'outlet', name: article.outlet }
        : { kind: 'unknown', name: marked.claimant };
  return {
    ref: marked.ref ?? marked.id ?? String(place + 1),
    submit: {
      statement: marked.statement,
      kind: marked.kind,
      language: marked.language ?? article.language,
      mode: marked.mode,
      ...(marked.mode === 'implied'
        ? { impliedBecause: marked.impliedBecause ?? 'Whoever marked this claim reads it as implied.' }
        : {}),
      ...(marked.quantity ? { quantity: marked.quantity } : {}),
      claimant,
      ...(marked.reported ? { reportedBy: { kind: 'unknown', name: marked.reported } } : {}),
    },
    ending: marked.ending ?? endingOf(marked),
    topics: marked.topics ?? [],
    links: marked.links ?? [],
    selector: selectorOf(marked, article.text),
  };
}

/** Without an ending of its own a claim is taken up if it can be checked, and declined if not. Nothing is published. */
function endingOf({ checkable, kind }: Marked): Ending {
  if (checkable !== false) return { action: 'accept', selectionReason: 'importance' };
  const reason = kind === 'opinion' || kind === 'prediction' ? kind : 'not_checkable';
  return { action: 'decline', reason };
}

/** A marked position tells which of several equal quotes is meant: it becomes the text before and behind. */
function selectorOf({ exact, prefix, suffix, start, end }: Marked, text: string): ClaimLine['selector'] {
  if (prefix !== undefined || suffix !== undefined || start === undefined || end === undefined) {
    return { exact, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) };
  }
  const before = sliceCodePoints(text, Math.max(0, start - 32), start);
  const behind = sliceCodePoints(text, end, Math.min(codePointLength(text), end + 32));
  return { exact, ...(before ? { prefix: before } : {}), ...(behind ? { suffix: behind } : {}) };
}
