import { Injectable } from '@nestjs/common';
import type { SubjectType } from '#libs/factcheck';
import { type LogAt, StatesAt, type WholeState } from '#libs/ledger';
import { DossierStore } from '../dossier/dossier-store.js';
import { byId, namedIn, type State } from '../state.js';
import type { ClaimRecord } from './record.js';
import { type Step, TransparencyStore } from './transparency-store.js';

/** Claims in memory at a time, with all that belongs to them. */
const pageSize = 500;
const pagesAhead = 2;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** The claims of a period one after the other, in flat memory. */
@Injectable()
export class TransparencyReads {
  constructor(
    private readonly states: StatesAt,
    private readonly store: TransparencyStore,
    private readonly contents: DossierStore,
  ) {}

  count(at: LogAt): Promise<number> {
    return this.states.count(at, 'claim');
  }

  /** Two are read while the one before them is counted: each read waits for PostgreSQL, which has more than one processor. */
  async *pages(at: LogAt, from: number): AsyncGenerator<ClaimRecord[]> {
    const begun: Promise<ClaimRecord[]>[] = [];
    let after: string | undefined = beforeAll;
    try {
      while (after !== undefined || begun.length > 0) {
        while (after !== undefined && begun.length < pagesAhead) {
          const ids: readonly string[] = await this.store.touched(at, from, after, pageSize);
          after = ids.at(-1);
          if (after !== undefined) begun.push(heardLater(this.records(at, ids)));
        }
        const page = await begun.shift();
        if (page) yield page;
      }
    } finally {
      await Promise.allSettled(begun);
    }
  }

  private async records(at: LogAt, ids: readonly string[]): Promise<ClaimRecord[]> {
    const claims = byId((await this.states.ofIds(at, 'claim', ids)).map(({ state }) => state));
    const steps = grouped(await this.store.steps(at, ids), ({ claim }) => claim);
    const [verdicts, ballots, corrections, utterances] = [
      await this.rooted(at, 'verdict', ids),
      await this.rooted(at, 'ballot', ids),
      await this.rooted(at, 'correction', ids),
      await this.rooted(at, 'utterance', ids),
    ];
    const all = [...utterances.values()].flat();
    const claimants = byId(
      (await this.states.ofIds(at, 'claimant', namedIn(all, 'claimant'))).map(({ state }) => state),
    );
    const contents = await this.contents.contents(at, [...verdicts.values()].flat());
    return ids.map((id) => ({
      id,
      claim: claims.get(id) ?? {},
      steps: steps.get(id) ?? [],
      verdicts: verdicts.get(id) ?? [],
      ballots: ballots.get(id) ?? [],
      corrections: corrections.get(id) ?? [],
      utterances: utterances.get(id) ?? [],
      claimants,
      contents,
    }));
  }

  private async rooted(at: LogAt, type: SubjectType, ids: readonly string[]): Promise<Map<string, State[]>> {
    const found = grouped(await this.states.ofRoots(at, type, ids), ({ root }: WholeState) => root);
    return new Map([...found].map(([root, states]) => [root, states.map(({ state }) => state)]));
  }
}

/** A failure is told when its turn comes, and until then is nobody's surprise. */
function heardLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

function grouped<One extends WholeState | Step>(all: readonly One[], by: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
