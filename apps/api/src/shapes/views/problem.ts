import { about, inside, listOf, ref, text, view } from '../schema.js';
import { problemCode } from './vocabulary.js';

/** RFC 9457, with our code, the fields that are wrong, and facts for programs. */
export const problem = view(
  'Problem',
  'Why something was refused (RFC 9457). The code is stable; the detail names the missing fact and what to do.',
  {
    type: about('Where the code is explained.', { type: 'string', format: 'uri-reference' }),
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    code: ref(problemCode),
    instance: about('The request id: the header X-Request-Id.', text),
    errors: about('Which fields are wrong, and how.', listOf(inside({ field: text, message: text }))),
    facts: about('What a program can use: candidates, counts, the current version.', {
      type: 'object',
      additionalProperties: true,
    }),
  },
  ['errors', 'facts'],
);
