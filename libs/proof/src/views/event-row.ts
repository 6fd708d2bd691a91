import type { Json, JsonObject } from '#libs/kernel';
import { isObject } from '../canonical-object.js';
import type { WithheldEntry } from '../withheld.js';

/** One entry for a reader, in words that stand in it. Cells are empty where it says nothing. */
export interface EventRow {
  readonly index: number;
  /** When it happened, by the clock of the newsroom's database; RFC 3339. */
  readonly time: string;
  /** The member's name where the bundle discloses it, else what kind of actor it was. */
  readonly who: string;
  readonly whoId: string;
  readonly what: string;
  readonly subject: string;
  readonly subjectId: string;
  /** Its words, title or name. */
  readonly about: string;
  readonly why: string;
  /** How many other subjects it changed. */
  readonly also: number;
  readonly event: string;
}

/** What is opened of one event's commitments: value by JSON Pointer. */
export type OpenedValues = ReadonlyMap<string, Json>;

// These lists are part of the format: another one would make other bytes of the same entries. See decision 0016.
const wordsOf = ['statement', 'title', 'name', 'code', 'summary', 'url', 'choice', 'status'];
const reasonsOf: Readonly<Record<string, readonly string[]>> = {
  'ballot.cast': ['choice', 'reason', 'comment'],
  'capture.failed': ['failure'],
  'citation.removed': ['removedBecause'],
  'claim.accepted': ['selectionNote'],
  'claim.declined': ['closingNote'],
  'claim.restored': ['stepReason'],
  'claim.suspended': ['stepReason'],
  'erasure.refused': ['exemption', 'decisionReason'],
  'erasure.requested': ['ground', 'reason'],
  'member.suspended': ['statusReason'],
  'report.failed': ['error'],
};

/** Makes rows in the order of the log, and remembers what members were last called: one name for each member. */
export class EventRows {
  private readonly names = new Map<string, string>();

  of(index: number, event: JsonObject, opened: OpenedValues): EventRow {
    const changes = changesOf(event, opened);
    for (const { type, id, after } of changes) if (type === 'member') this.learn(id, after.name);
    const type = text(event.type);
    const subject = changes.find(({ id }) => id === event.root) ?? changes[0];
    const actor = isObject(event.actor) ? event.actor : {};
    const member = text(actor.member);
    return {
      index,
      time: text(event.occurredAt),
      who: this.names.get(member) ?? text(actor.kind),
      whoId: member || text(actor.key),
      what: type.replace(/[._]/g, ' '),
      subject: subject?.type ?? '',
      subjectId: subject?.id ?? text(event.root),
      about: wordsOf.map((field) => text(subject?.after[field])).find((words) => words !== '') ?? '',
      why: why(isObject(event.facts) ? event.facts : {}, subject?.after ?? {}, reasonsOf[type] ?? []),
      also: Math.max(0, changes.length - 1),
      event: text(event.id),
    };
  }

  private learn(id: string, name: Json | undefined): void {
    if (typeof name === 'string') this.names.set(id, name);
  }
}

export const withheldRow = (index: number, { reason }: WithheldEntry): EventRow => ({
  index,
  time: '',
  who: '',
  whoId: '',
  what: `withheld: ${reason.replaceAll('_', ' ')}`,
  subject: '',
  subjectId: '',
  about: '',
  why: '',
  also: 0,
  event: '',
});

interface Told {
  readonly type: string;
  readonly id: string;
  readonly after: JsonObject;
}

function changesOf({ changes }: JsonObject, opened: OpenedValues): Told[] {
  if (!Array.isArray(changes)) return [];
  return (changes as readonly Json[]).filter(isObject).map((change, place) => {
    const after = isObject(change.after) ? change.after : {};
    const values = Object.keys(after).flatMap((field) => {
      const value = opened.get(`/changes/${place}/after/${field}`);
      return value === undefined ? [] : [[field, value] as const];
    });
    return { type: text(change.type), id: text(change.id), after: { ...after, ...Object.fromEntries(values) } };
  });
}

/** Everything plain that the facts say, and the reasons that stand in the subject itself. */
function why(facts: JsonObject, after: JsonObject, reasons: readonly string[]): string {
  const said = [
    ...Object.entries(facts).map(([name, value]) => [name, plain(value)] as const),
    ...reasons.map((name) => [name, plain(after[name])] as const),
  ];
  return said.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])).join('; ');
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const plain = (value: Json | undefined): string =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value);
