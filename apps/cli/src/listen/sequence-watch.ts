/** Numbers from one to another, both included. */
export type Range = readonly [from: number, to: number];

export interface Noted {
  /** What is missing now because this one came before it. */
  readonly skipped?: Range;
  /** This one had been missing. */
  readonly fills: boolean;
}

/**
 * Which numbers of an endpoint's dense `sequence` have not come. It begins with the first one that comes: what was sent
 * before the listener ran is not its business, and what overtook something is no loss yet.
 */
export class SequenceWatch {
  private gaps: Range[] = [];
  private next?: number;

  note(sequence: number): Noted {
    if (this.next === undefined || sequence === this.next) {
      this.next = sequence + 1;
      return { fills: false };
    }
    if (sequence > this.next) {
      const skipped: Range = [this.next, sequence - 1];
      this.gaps.push(skipped);
      this.next = sequence + 1;
      return { skipped, fills: false };
    }
    const holds = ([from, to]: Range): boolean => from <= sequence && sequence <= to;
    const fills = this.gaps.some(holds);
    this.gaps = this.gaps.flatMap((gap) => (holds(gap) ? without(gap, sequence) : [gap]));
    return { fills };
  }

  get missing(): readonly Range[] {
    return this.gaps;
  }
}

const without = ([from, to]: Range, number: number): Range[] =>
  (
    [
      [from, number - 1],
      [number + 1, to],
    ] as const
  ).filter(([low, high]) => low <= high);

export const inWords = (ranges: readonly Range[]): string =>
  ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
