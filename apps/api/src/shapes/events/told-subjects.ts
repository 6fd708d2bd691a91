import {
  eventContents,
  eventTypeNames,
  eventTypes,
  type EventType,
  type SubjectType,
  subjectTypes,
  visibilityOf,
  visibilityTable,
} from '#libs/factcheck';
import { inside, type View, version } from '../schema.js';
import { subjectFields } from './subject-fields.js';

const audiences = { public: ['public'], editorial: ['public', 'desk'] } as const;
type Reach = keyof typeof audiences;

const fieldsFor = (subject: SubjectType, reach: Reach): readonly string[] =>
  Object.keys(visibilityTable[subject]).filter((field) =>
    (audiences[reach] as readonly string[]).includes(visibilityOf(subject, field)),
  );

/** A personal value is left out of what is sent, and so may be any field that an older event had not heard of. */
const isAlwaysThere = (subject: SubjectType, field: string): boolean =>
  typeof (visibilityTable[subject] as Readonly<Record<string, unknown>>)[field] === 'string';

const nameOf = (subject: SubjectType, reach: Reach): string =>
  `${reach === 'public' ? 'Public' : 'Told'}${subject.replace(/(^|_)(.)/g, (_all, _gap, first: string) => first.toUpperCase())}`;

function told(subject: SubjectType, reach: Reach): View {
  const names = fieldsFor(subject, reach);
  const fields = subjectFields[subject];
  const properties = {
    id: fields.id ?? {},
    version,
    ...Object.fromEntries(names.map((name) => [name, fields[name] ?? {}])),
  };
  const description = reach === 'public' ? 'What public events tell of it.' : 'What editorial events tell of it.';
  return {
    name: nameOf(subject, reach),
    schema: {
      description,
      ...inside(
        properties,
        names.filter((name) => !isAlwaysThere(subject, name)),
      ),
    },
  };
}

const known: Readonly<Record<Reach, ReadonlyMap<SubjectType, View>>> = {
  public: shapesFor('public'),
  editorial: shapesFor('editorial'),
};

function shapesFor(reach: Reach): ReadonlyMap<SubjectType, View> {
  return new Map(
    subjectTypes
      .filter((subject) => fieldsFor(subject, reach).length > 0)
      .map((subject) => [subject, told(subject, reach)]),
  );
}

/** The state of a subject as an event of this type tells it; nothing where such an event tells nothing of it. */
export const toldIn = (type: EventType, subject: SubjectType): View | undefined =>
  known[eventTypes[type].visibility].get(subject);

/** Those that some type tells of. */
export const toldSubjects: readonly View[] = [
  ...new Set(
    eventTypeNames.flatMap((type) => eventContents[type].subjects.flatMap((subject) => toldIn(type, subject) ?? [])),
  ),
];
