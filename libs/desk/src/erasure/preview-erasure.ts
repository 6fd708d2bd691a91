import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand } from '#libs/kernel';
import { ErasurePlaces, type PlaceCounts } from '#libs/ledger';
import { ErasedNames } from './erased-names.js';
import { ErasureReach } from './erasure-reach.js';
import { ErasureStore } from './erasure-store.js';
import { type Mention, Mentions } from './mentions.js';

export interface ErasurePreview {
  /** How much would go, by place. */
  readonly places: PlaceCounts;
  /** The claims that it stands on: how many, and which of them are on hold. */
  readonly claims: number;
  readonly held: readonly string[];
  readonly mentions: readonly Mention[];
}

/** What an erasure would take and leave, before anybody decides. Takes nothing and tells nobody. */
@Injectable()
export class PreviewErasure {
  constructor(
    private readonly transaction: Transaction,
    private readonly erasures: ErasureStore,
    private readonly reach: ErasureReach,
    private readonly names: ErasedNames,
    private readonly mentions: Mentions,
    private readonly places: ErasurePlaces,
  ) {}

  of(actor: Actor, id: string): Promise<ErasurePreview> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'person.erase'));
      const erasure = await this.erasures.lock(tx, id);
      const what = await this.reach.of(tx, erasure.subjects);
      return {
        places: await this.places.count(tx, what),
        claims: what.claims.length,
        held: await this.reach.held(tx, what.claims, 'look'),
        mentions: await this.mentions.of(tx, await this.names.of(tx, what.subjects), what.subjects),
      };
    });
  }
}
