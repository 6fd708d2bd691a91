import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { systemActor } from '#libs/kernel';
import type { LogAt } from '#libs/ledger';
import { type Difference, PublishedDifferences } from './published-differences.js';
import { PublishedReader } from './published-reader.js';
import { claimsAtOnce, PublishedRows } from './published-rows.js';
import { PublishedStore } from './published-store.js';

/** Something public that is not what the log says is published. */
export interface PublishedFinding {
  readonly kind: 'public_missing' | 'public_surplus' | 'public_differs' | 'claim_broken';
  /** "claim 0197…", "version 2 of claim 0197…", "published_organization". */
  readonly where: string;
  readonly sentence: string;
}

export interface PublishedExamination {
  readonly claims: number;
  /** How far the log was read when the last of it was compared, and how far it goes. */
  readonly next: number;
  readonly size: number;
}

const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Ends a transaction that was only to show what would be written. */
class Undo extends Error {}

/**
 * Compares what readers are shown with what the log says, claim by claim. While a few hundred of them are looked at the
 * reader of the log waits, so nothing is taken for a difference that is only new; readers of the pages never wait.
 */
@Injectable()
export class PublishedDoctor {
  constructor(
    private readonly transaction: Transaction,
    private readonly store: PublishedStore,
    private readonly rows: PublishedRows,
    private readonly differences: PublishedDifferences,
    private readonly reader: PublishedReader,
  ) {}

  async *examine(organization: string): AsyncGenerator<PublishedFinding, PublishedExamination> {
    yield* await this.house(organization);
    let claims = 0;
    for (let after = beforeAll; ;) {
      const { found, looked } = await this.some(organization, after);
      yield* found;
      claims += looked.length;
      const last = looked.at(-1);
      if (last === undefined) return { claims, ...(await this.store.progress(organization)) };
      after = last;
    }
  }

  /** Everything public of this organization anew from its log, in one step for whoever reads. */
  async rebuild(organization: string): Promise<void> {
    while (!(await this.reader.rebuild(organization))) await wait(100);
  }

  private some(organization: string, after: string) {
    return this.inStep(organization, async (tx, at) => {
      const looked = [
        ...new Set([
          ...(await this.rows.log.everPublished(at, after, claimsAtOnce)),
          ...(await this.differences.claims(organization, after, claimsAtOnce)),
        ]),
      ]
        .sort()
        .slice(0, claimsAtOnce);
      const broken = new Map<string, PublishedFinding>();
      const rows = await this.rows.ofClaims(at, looked, (claim, error) => broken.set(claim, isBroken(claim, error)));
      const others = looked.filter((claim) => !broken.has(claim));
      const differences = await this.differences.ofClaims(tx, others, rows);
      return { found: [...broken.values(), ...differences.map(told)], looked };
    });
  }

  /** Writes all of it anew, looks whether it differs, and takes that back. */
  private async house(organization: string): Promise<PublishedFinding[]> {
    const found: PublishedFinding[] = [];
    try {
      await this.inStep(organization, async (tx, at) => {
        const before = await this.differences.houseFingerprints(tx);
        await this.reader.rewriteHouse(tx, at);
        for (const [table, print] of await this.differences.houseFingerprints(tx))
          if (before.get(table) !== print)
            found.push({
              kind: 'public_differs',
              where: table,
              sentence: 'What stands there is not what the log says.',
            });
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    return found;
  }

  /** `work` with the log as far as it was read, which nobody reads further meanwhile. */
  private async inStep<T extends object>(
    organization: string,
    work: (tx: Tx, at: LogAt) => Promise<T | undefined>,
  ): Promise<T> {
    for (;;) {
      const { next } = await this.store.progress(organization);
      const done = await this.transaction.run(systemActor(organization), async (tx) =>
        (await this.store.lock(tx, next)) ? work(tx, { organization, size: next }) : undefined,
      );
      if (done) return done;
      await wait(20); // the reader of the log is at it
    }
  }
}

const isBroken = (claim: string, error: unknown): PublishedFinding => ({
  kind: 'claim_broken',
  where: `claim ${claim}`,
  sentence: `It cannot be made public: ${error instanceof Error ? error.message : String(error)}.`,
});

function told({ claim, version, expected, stored, columns }: Difference): PublishedFinding {
  const where = version === null ? `claim ${claim}` : `version ${version} of claim ${claim}`;
  if (!stored)
    return { kind: 'public_missing', where, sentence: 'The log says that it is public, and readers cannot see it.' };
  if (!expected)
    return { kind: 'public_surplus', where, sentence: 'Readers see it, and the log does not say that it is public.' };
  return {
    kind: 'public_differs',
    where,
    sentence: `Readers see something else than the log says: ${columns.join(', ')}.`,
  };
}
