import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import {
  claimIsOpen,
  type ClaimKind,
  claimWorkflow,
  mayDo,
  type Quantity,
  quantityRuling,
  wrongState,
} from '#libs/factcheck';
import { type Actor, demand, Refused, type SubjectState } from '#libs/kernel';
import { type Change, Ledger, type NewEvent } from '#libs/ledger';
import { claimLabels, type ClaimState } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { LinkStore } from './link-store.js';
import { UtteranceStore } from './utterance-store.js';

export interface PartInput {
  readonly statement: string;
  readonly kind: ClaimKind;
  /** That of the whole when not given. */
  readonly language?: string;
  readonly quantity?: Quantity;
}

interface Part {
  readonly claim: ClaimState;
  readonly link: SubjectState;
}

/** One sentence that claims several things becomes several claims: said by the same at the same places, judged each by itself. */
@Injectable()
export class SplitClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly utterances: UtteranceStore,
    private readonly links: LinkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: readonly PartInput[], expected?: number): Promise<{ items: ClaimState[] }> {
    return this.transaction.run(actor, async (tx) => {
      const whole = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.split'));
      if (!claimIsOpen(whole.status)) throw new Refused(wrongState('claim', claimWorkflow, whole.status, 'split'));
      for (const { quantity } of input) if (quantity) demand(quantityRuling(quantity));
      const parts: Part[] = [];
      for (const part of input) parts.push(await this.add(tx, whole, part));
      const sayings = await this.copySayings(tx, id, parts);
      // Each part has a history of its own, which begins like any claim's; the whole tells what became of it.
      await this.ledger.recordMany(tx, [
        ...parts.map(({ claim }) =>
          submitted(
            whole,
            claim,
            sayings.filter((one) => one.claim === claim.id),
          ),
        ),
        {
          type: 'claim.split',
          root: id,
          labels: claimLabels(whole),
          changes: parts.map(({ link }) => ({ type: 'link', id: link.id, version: 1, after: link }) as const),
          facts: { parts: parts.map(({ claim }) => claim.id) },
        },
      ]);
      return { items: parts.map(({ claim }) => claim) };
    });
  }

  private async add(tx: Tx, whole: ClaimState, part: PartInput): Promise<Part> {
    const claim = await this.claims.add(tx, {
      ...part,
      language: part.language ?? whole.language,
      origin: whole.origin,
      priority: whole.priority,
    });
    return { claim, link: await this.links.add(tx, { claim: claim.id, other: whole.id, kind: 'part_of' }) };
  }

  private async copySayings(tx: Tx, whole: string, parts: readonly Part[]): Promise<SubjectState[]> {
    const originals = await this.utterances.idsOf(tx, whole);
    return this.utterances.copy(
      tx,
      whole,
      parts.flatMap(({ claim }) => originals.map((of) => ({ of, part: claim.id }))),
    );
  }
}

const submitted = (whole: ClaimState, claim: ClaimState, sayings: readonly SubjectState[]): NewEvent => ({
  type: 'claim.submitted',
  root: claim.id,
  labels: claimLabels(claim),
  changes: [
    { type: 'claim', id: claim.id, version: 1, after: claim },
    ...sayings.map((one): Change => ({ type: 'utterance', id: one.id, version: 1, after: one })),
  ],
  facts: { splitFrom: whole.id },
});
