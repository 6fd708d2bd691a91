import type { Rules } from './rulebook.js';
import type { Change } from './told.js';

/** What was handed to review at one moment, and how it was judged since. */
export interface Submission {
  readonly digest: string;
  readonly rules: Rules;
  /** All that is judged, as it stood then. */
  readonly words: string;
  /** Who had gathered its evidence until then. */
  readonly citers: ReadonlySet<string>;
  /** voter → choice, of the ballots that stand */
  readonly ballots: Map<string, string>;
  isDecided: boolean;
}

/** One verdict version, by what was done to it and by whom. */
export class Version {
  status = 'draft';
  number = 0;
  citations: readonly string[] = [];
  readonly authors = new Set<string>();
  readonly recused = new Set<string>();
  readonly pastDigests: string[] = [];
  submission: Submission | undefined;
  scheduledBy: string | null = null;
  publisher: string | null = null;

  constructor(
    readonly id: string,
    readonly claim: string,
  ) {}

  approvers(): string[] {
    return this.voters('approve');
  }

  voters(choice: string): string[] {
    return [...(this.submission?.ballots ?? [])].filter(([, one]) => one === choice).map(([voter]) => voter);
  }

  get isOpen(): boolean {
    return ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled'].includes(this.status);
  }
}

const judged = [
  'outcome',
  'rating',
  'scale',
  'summary',
  'rationale',
  'judgedAsOf',
  'evidenceCutOff',
  'precedents',
  'citations',
  'utterances',
] as const;

/** The words of a verdict together with those of its claim. */
export const wordsOf = ({ after }: Change, claim: string): string =>
  JSON.stringify([claim, ...judged.map((field) => after[field])]);
