import { ApiExtension } from '@nestjs/swagger';
import type { RefusalCode } from '#libs/kernel';
import type { Schema, View } from './schema.js';

/**
 * What a route answers, as its decorators say it: a mark on the operation, out of which `document/operations.ts` writes
 * responses and headers. The names follow the functions of `http/answers.ts`, so that a route reads the same twice.
 */
export type AnswerMark =
  | { readonly kind: 'one' | 'page' | 'made'; readonly view: View }
  | { readonly kind: 'state'; readonly view: View; readonly otherwise?: Readonly<Record<string, View>> }
  | { readonly kind: 'public'; readonly about: string; readonly content: Readonly<Record<string, Schema>> }
  | { readonly kind: 'google'; readonly view: View }
  | {
      readonly kind: 'file';
      readonly mediaTypes: readonly string[];
      readonly about: string;
      readonly sends: readonly FileHeader[];
      /** Whether If-None-Match, Range and If-Range are honoured (`sendFile`). */
      readonly inParts: boolean;
    };

export type FileHeader = 'ETag' | 'Content-Disposition';

export const marks = { answer: 'x-answer', refusals: 'x-refusals', ifMatch: 'x-if-match' } as const;

// Wrapped, because Swagger copies what it is given and views are compared by what they are.
const answers = (mark: AnswerMark): MethodDecorator => ApiExtension(marks.answer, { mark });

/** 200 with an ETag that If-None-Match may name (`sendOne`). */
export const AnswersOne = (view: View): MethodDecorator => answers({ kind: 'one', view });

/** 200 with `{items, next}` (`sendPage`). */
export const AnswersPage = (view: View): MethodDecorator => answers({ kind: 'page', view });

/** 201 with a Location (`sendState` with the address of what was made). */
export const AnswersMade = (view: View): MethodDecorator => answers({ kind: 'made', view });

/** 200 (`sendState`). `otherwise`: other statuses that are answers and no problems. */
export const AnswersState = (view: View, otherwise?: Readonly<Record<string, View>>): MethodDecorator =>
  answers({ kind: 'state', view, ...(otherwise ? { otherwise } : {}) });

/** 200 with ETag and Last-Modified, for everybody; 304 for whoever has it (`sendPublic`). By media type. */
export const AnswersPublic = (about: string, content: Readonly<Record<string, Schema>>): MethodDecorator =>
  answers({ kind: 'public', about, content });

/** 200, and errors in the shape of Google's APIs (`GoogleErrors`). */
export const AnswersAsGoogle = (view: View): MethodDecorator => answers({ kind: 'google', view });

/** 200 with text or bytes. `sends`: the SHA-256 as its ETag, a name to save it under. `ranges`: also parts of it (`sendFile`). */
export const AnswersFile = (
  mediaTypes: readonly string[],
  about: string,
  sends: readonly FileHeader[] = [],
  parts?: 'ranges',
): MethodDecorator => answers({ kind: 'file', mediaTypes, about, sends, inParts: parts === 'ranges' });

/** The refusals that are this route's own. Those that follow from its key, address, body and headers are added by themselves. */
export const Refuses = (...codes: RefusalCode[]): MethodDecorator => ApiExtension(marks.refusals, codes);

/** Whether the route takes If-Match: honoured if sent (`Expected`), or required (`ExpectedRequired`). */
export const IfMatch = (how: 'optional' | 'required'): MethodDecorator => ApiExtension(marks.ifMatch, how);
