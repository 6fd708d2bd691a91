import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json, type JsonObject } from '#libs/kernel';
import { type PastState, StateHistory } from '#libs/ledger';

// A claim is not edited a thousand times; whoever did it a thousand times reads the history instead.
const atMost = 1_000;
const words = ['statement', 'kind', 'language', 'quantity'] as const;

/** The words that were judged, or might have been, each as long as they stood: read from the log, which forgets none. */
@Injectable()
export class WordingReads {
  constructor(private readonly states: StateHistory) {}

  /** The oldest first; nothing while the log has not got to the claim. */
  async ofClaim(organization: string, claim: string): Promise<JsonObject[]> {
    const worded = (await this.states.of(organization, 'claim', claim, atMost)).map((past) => ({
      past,
      wording: wordingOf(past),
    }));
    const changes = worded.filter(
      ({ wording }, at) => at === 0 || canonicalJson(wording) !== canonicalJson(worded[at - 1]?.wording ?? {}),
    );
    return changes.map(({ past, wording }, at) => ({
      ...wording,
      from: past.occurredAt,
      until: changes[at + 1]?.past.occurredAt ?? null,
      by: { member: past.actor.member, key: past.actor.key },
      index: past.index,
    }));
  }
}

const wordingOf = ({ state }: PastState): JsonObject =>
  Object.fromEntries(words.map((field) => [field, (state[field] ?? null) as Json]));
