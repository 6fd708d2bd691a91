import { factVisibility } from '../access/fact-visibility.js';
import type { Visibility } from '../access/visible/field-rule.js';
import { type EventType, eventTypes, isEventType } from './event-types.js';
import { claims } from './phrases/claims.js';
import { gathering } from './phrases/gathering.js';
import { house } from './phrases/house.js';
import { judging } from './phrases/judging.js';
import { inWords, type Phrase, type Told } from './phrases/told.js';

/** An event as its bytes tell it. */
export interface EventTold {
  readonly type: string;
  readonly actor: { readonly kind: string; readonly member: string | null };
  readonly facts: Readonly<Record<string, unknown>>;
  readonly changes: readonly {
    readonly type: string;
    readonly id: string;
    readonly after: Readonly<Record<string, unknown>>;
  }[];
}

/** What the reader may know besides, put in when the sentence is read. */
export interface Wording {
  /** The name of a member; undefined where the reader may not know it or it was erased. */
  readonly name: (member: string) => string | undefined;
  /** Which version a verdict is. */
  readonly number: (verdict: string) => number | undefined;
  readonly ballotIsOpen: (ballot: string) => boolean;
  /** May read what is between lawyers: why a hold ended. */
  readonly readsLegal?: boolean;
}

/** A phrase for every type of event: one that is missing does not compile. */
const phrases: Readonly<Record<EventType, Phrase>> = { ...house, ...gathering, ...claims, ...judging };

/** "Ravi Reviewer approved the verdict (version 2)": who did what, in one sentence without a full stop. */
export function sentenceOf(event: EventTold, wording: Wording): string {
  // A type that a newer release knows, read by an older one in a rolling upgrade.
  if (!isEventType(event.type)) return `${whoActed(event, wording)} did what this release has no words for`;
  const phrase = phrases[event.type] as Phrase | undefined;
  return phrase ? `${whoActed(event, wording)} ${phrase(told(event, wording))}` : eventTypes[event.type].title;
}

/**
 * Whether its reader may not know yet whose ballot this was: who has voted, and so who has not, is as much a part of a
 * hidden ballot as how they did.
 */
export const isSecret = (event: EventTold, wording: Wording): boolean =>
  isEventType(event.type) && /^ballot\./.test(event.type) && !told(event, wording).ballotIsOpen;

/** Why, in the words or the code that whoever acted gave; undefined where no reason is asked for or it is not for this reader yet. */
export function whyOf(event: EventTold, wording: Wording): string | undefined {
  const { fact, of, ballotIsOpen } = told(event, wording);
  const note = event.type === 'claim.accepted' ? of('claim', 'selectionNote') : closingNote(event.type, of);
  const reason =
    fact('reason') ??
    fact('detail') ??
    (event.type === 'ballot.cast' && ballotIsOpen ? (of('ballot', 'comment') ?? of('ballot', 'reason')) : undefined) ??
    (event.type === 'enquiry.recorded' ? of('enquiry', 'reason') : undefined) ??
    (/^claim\.(suspended|restored)$/.test(event.type) ? of('claim', 'stepReason') : undefined) ??
    (event.type === 'citation.removed' ? of('citation', 'removedBecause') : undefined) ??
    (event.type === 'verdict.published' ? of('verdict', 'embargoLiftedBecause') : undefined);
  const spoken = reason !== undefined && /^[a-z]+(_[a-z]+)*$/.test(reason) ? inWords(reason) : reason;
  return [spoken, note].filter((part) => part !== undefined).join(': ') || undefined;
}

const closingNote = (type: string, of: Told['of']): string | undefined =>
  type === 'claim.declined' || type === 'claim.dropped' ? of('claim', 'closingNote') : undefined;

/** The facts that this reader may know: a history is read by the desk and by assessors, and by some who read what is legal. */
export function factsFor({ type, facts }: EventTold, { readsLegal }: Wording): EventTold['facts'] {
  const seen: readonly Visibility[] = ['public', 'desk', 'assessor', ...(readsLegal ? (['legal'] as const) : [])];
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => seen.includes(factVisibility(type, fact))));
}

function whoActed(event: EventTold, wording: Wording): string {
  if (isSecret(event, wording)) return 'Somebody';
  const { actor } = event;
  const { name } = wording;
  if (actor.member !== null) return name(actor.member) ?? 'A member';
  if (actor.kind === 'integration') return 'A machine with a key';
  return actor.kind === 'operator' ? 'The operator' : 'Claimdesk';
}

function told(event: EventTold, wording: Wording): Told {
  const first = (type: string) => event.changes.find((change) => change.type === type);
  const ballot = first('ballot');
  const facts = factsFor(event, wording);
  const number = spoken(first('verdict')?.after.number) ?? spoken(wording.number(spoken(ballot?.after.verdict) ?? ''));
  return {
    member: (id) => wording.name(spoken(id) ?? '') ?? 'a member',
    fact: (name) => spoken(facts[name]),
    of: (type, field) => {
      const change = first(type);
      return field === 'id' ? change?.id : spoken(change?.after[field]);
    },
    version: number === undefined ? '' : ` (version ${number})`,
    ballotIsOpen: ballot !== undefined && wording.ballotIsOpen(ballot.id),
  };
}

/** A word or a number; a commitment to a personal value is neither, so none of those is ever spoken. */
const spoken = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
