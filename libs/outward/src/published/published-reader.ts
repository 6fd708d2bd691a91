import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { DueStore, type LogAt } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
import { NotSelectedStore } from './not-selected-store.js';
import { claimsAtOnce, PublishedRows } from './published-rows.js';
import { PublishedStore } from './published-store.js';
import type { OrganizationRow } from './row-of-organization.js';

// Entries of one organization at a time.
const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Follows each log and keeps what is public in step with it. A claim's rows are a function of the log up to an index, so
 * it does not matter how often, or in which batches, the log was read. Any number of processes may run it.
 */
@Injectable()
export class PublishedReader {
  constructor(
    private readonly transaction: Transaction,
    private readonly due: DueStore,
    private readonly store: PublishedStore,
    private readonly notSelected: NotSelectedStore,
    private readonly rows: PublishedRows,
    private readonly settings: RuntimeSettings,
  ) {}

  /** One look at all organizations whose log has grown. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    let more = false;
    for (const organization of await this.due.organizations('published')) {
      try {
        more = (await this.follow(organization)) || more;
      } catch (error) {
        // The others must not wait for this one; its mark stays for the next look.
        this.settings.log.error(
          { error, organization },
          'what is public could not be brought in step; it is tried again',
        );
      }
    }
    return more;
  }

  /** One batch of one organization. Answers whether its log goes on. */
  async follow(organization: string): Promise<boolean> {
    const { next, size } = await this.store.progress(organization);
    const until = Math.min(size, next + batch);
    const at = { organization, size: until };
    const changes = await this.rows.log.changes(organization, next, until);
    const house = changes.organization ? await this.rows.ofOrganization(at) : undefined;
    const rows = changes.everything ? [] : await this.rows.ofClaims(at, changes.claims);
    return this.transaction.run(systemActor(organization), async (tx) => {
      // Somebody else was quicker.
      if (!(await this.store.lock(tx, next))) return false;
      if (house) await this.writeHouse(tx, house, until);
      await this.notSelected.follow(tx, next, until);
      if (changes.everything) {
        // A page that cannot be made anew must not stand there with a name that was erased.
        await this.store.clearClaims(tx);
        await this.writeAll(tx, at);
      }
      await this.store.writeClaims(tx, rows);
      await this.store.advance(tx, until);
      if (until < size) return true;
      await this.due.handled(tx, 'published', organization, size);
      return false;
    });
  }

  /** Everything anew from the log, in one step for whoever reads. Answers whether nobody else was at it. */
  async rebuild(organization: string): Promise<boolean> {
    const { next } = await this.store.progress(organization);
    const at = { organization, size: next };
    return this.transaction.run(systemActor(organization), async (tx) => {
      if (!(await this.store.lock(tx, next))) return false;
      await this.store.clearClaims(tx);
      await this.rewriteHouse(tx, at);
      await this.writeAll(tx, at);
      return true;
    });
  }

  /** Everything but the claims anew. Whoever calls it holds the lock. */
  async rewriteHouse(tx: Tx, at: LogAt): Promise<void> {
    await this.store.clearHouse(tx);
    if (at.size > 0) await this.writeHouse(tx, await this.rows.ofOrganization(at), at.size);
    await this.notSelected.follow(tx, 0, at.size);
  }

  private async writeAll(tx: Tx, at: LogAt): Promise<void> {
    let after = beforeAll;
    for (;;) {
      const claims = await this.rows.log.everPublished(at, after, claimsAtOnce);
      await this.store.writeClaims(tx, await this.rows.ofClaims(at, claims));
      const last = claims.at(-1);
      if (last === undefined || claims.length < claimsAtOnce) return;
      after = last;
    }
  }

  private async writeHouse(tx: Tx, house: OrganizationRow, size: number): Promise<void> {
    await this.store.writeOrganization(tx, house);
    await this.store.writeMethodology(tx, size);
  }
}
