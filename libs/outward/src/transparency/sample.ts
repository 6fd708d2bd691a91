import { sha256Hex } from '#libs/kernel';

export interface Drawn {
  readonly id: string;
  /** SHA-256 of seed, newline, id. */
  readonly lot: string;
}

/**
 * A random sample that nobody at the newsroom can choose: the checks with the smallest SHA-256 of the assessor's seed, a
 * newline, and the verdict's id. Anybody draws it again from the list of all checks, with any tool.
 */
export class Sample {
  private drawn: Drawn[] = [];

  constructor(
    readonly seed: string,
    readonly size: number,
  ) {}

  offer(id: string): void {
    const lot = sha256Hex(Buffer.from(`${this.seed}\n${id}`));
    const last = this.drawn.at(-1);
    if (this.drawn.length === this.size && last && lot > last.lot) return;
    this.drawn = [...this.drawn, { id, lot }].sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, this.size);
  }

  get all(): readonly Drawn[] {
    return this.drawn;
  }
}
