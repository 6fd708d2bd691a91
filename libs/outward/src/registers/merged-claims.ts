import { Injectable } from '@nestjs/common';
import { type LogAt, StatesAt } from '#libs/ledger';

/** A claim → those that were merged into it. */
export type Merged = ReadonlyMap<string, readonly string[]>;

const pageSize = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Which claims were duplicates of which. Two ids for each duplicate are held in memory, and nothing else of them. */
@Injectable()
export class MergedClaims {
  constructor(private readonly states: StatesAt) {}

  async at(at: LogAt): Promise<Merged> {
    const merged = new Map<string, string[]>();
    for (let after: string | undefined = beforeAll; after !== undefined;) {
      const page = await this.states.pageIn(at, 'claim', 'duplicate', after, pageSize);
      for (const { id, state } of page) {
        const target = String(state.duplicateOf);
        const known = merged.get(target);
        if (known) known.push(id);
        else merged.set(target, [id]);
      }
      after = page.length === pageSize ? page.at(-1)?.id : undefined;
    }
    return merged;
  }
}
