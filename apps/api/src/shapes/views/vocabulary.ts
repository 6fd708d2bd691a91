import { eventTypeNames, subjectTypes } from '#libs/factcheck';
import { refusalTitles } from '#libs/kernel';
import { choice, type Named } from '../schema.js';

const words = (name: string, description: string, values: readonly string[]): Named => ({
  name,
  schema: { description, ...choice(values) },
});

export const eventType = words('EventType', 'What happened.', eventTypeNames);
export const subjectType = words('SubjectType', 'What it happened to.', subjectTypes);
export const problemCode = words('ProblemCode', 'Every no; `internal` is our fault.', [
  ...Object.keys(refusalTitles),
  'internal',
]);
