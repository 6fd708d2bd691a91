import {
  type ClaimStatus,
  type EventTold,
  type Move,
  sentenceOf,
  type Stay,
  staysOf,
  type VerdictStatus,
  whyOf,
  type Wording,
} from '#libs/factcheck';
import type { HistoryItem } from '#libs/ledger';
import type { Told } from './dossier-model.js';
import type { People } from './people.js';
import { field, type State } from '../state.js';
import { hidesBallots } from './verdict-version.js';

const eventOf = ({ event }: HistoryItem): EventTold => event as unknown as EventTold;

/** The history in sentences. Of a ballot that is hidden it says neither whose it was nor how it was cast. */
export function toldHistory(
  history: readonly HistoryItem[],
  of: { readonly verdict: readonly State[]; readonly ballot: readonly State[] },
  people: People,
): Told[] {
  const verdicts = new Map(of.verdict.map((verdict) => [field(verdict, 'id'), verdict]));
  const hidden = new Set(
    of.ballot.filter((ballot) => hidesBallots(verdicts.get(field(ballot, 'verdict')) ?? {})).map(({ id }) => id),
  );
  const wording: Wording = {
    name: (member) => people.label(member),
    number: (id) => verdicts.get(id)?.number as number | undefined,
    ballotIsOpen: (ballot) => !hidden.has(ballot),
  };
  return history.map((item) => ({
    index: item.index,
    event: String(item.event.id),
    type: String(item.event.type),
    sequencedAt: item.sequencedAt,
    sentence: sentenceOf(eventOf(item), wording),
    why: whyOf(eventOf(item), wording) ?? null,
  }));
}

/** Where the claim's time went, from the same events. A publication tells of two versions; neither is open then. */
export const staysIn = (history: readonly HistoryItem[], claim: string): Stay[] =>
  staysOf(
    history.map((item): Move => {
      const { changes } = eventOf(item);
      const own = changes.find(({ type, id }) => type === 'claim' && id === claim);
      const verdict = changes.find(({ type, after }) => type === 'verdict' && after.claim === claim);
      return {
        at: item.sequencedAt,
        ...(own ? { claim: own.after.status as ClaimStatus } : {}),
        ...(verdict ? { verdict: verdict.after.status as VerdictStatus } : {}),
      };
    }),
  );
