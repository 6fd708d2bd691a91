import type { Content, Headers, Operation, Parameter, Response } from './types.js';
import { accessTable, scopeTable } from '#libs/factcheck';
import type { RefusalCode } from '#libs/kernel';
import type { RouteGrant } from '../../http/acting.js';
import { type AnswerMark, type FileHeader, marks } from '../described.js';
import { inside, listOf, orNull, ref, type Schema, text, type View } from '../schema.js';
import { bodyExamples } from './body-examples.js';
import {
  googleProblems,
  problemResponses,
  rateHeaders,
  requestIdHeader,
  type RouteFacts,
  sharedRefusals,
  takesIdempotencyKey,
  takesRateLimit,
} from './problems.js';

type Answer = AnswerMark | { readonly kind: 'unsaid' };
type Marked = Operation & Record<string, unknown>;

/** One operation, whole: its key, its headers, every status with its shape. */
export function wholeOperation(address: string, method: string, given: Operation, grant: RouteGrant): object {
  const { [marks.answer]: mark, [marks.refusals]: own, [marks.ifMatch]: how, ...operation } = given as Marked;
  const parameters = (operation.parameters ?? []) as Parameter[];
  const facts: RouteFacts = {
    method,
    grant,
    hasAddressParts: parameters.some((one) => one.in === 'path'),
    hasQuery: parameters.some((one) => one.in === 'query'),
    hasCursor: parameters.some((one) => one.name === 'cursor'),
    takesBody: method !== 'get',
    // A body that no route asks for is read all the same.
    takesJson: method !== 'get' && 'application/json' in bodyOf(operation),
    ifMatch: how as RouteFacts['ifMatch'],
  };
  // A route without a mark is shown as such; a test names it.
  const answer = (mark as { mark: AnswerMark } | undefined)?.mark ?? ({ kind: 'unsaid' } as const);
  const needsNothing = address === '/livez' || address === '/readyz';
  const refusals = new Set([...sharedRefusals(facts), ...((own ?? []) as RefusalCode[])]);
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: whoMay(grant),
    tags: operation.tags,
    security: grant === 'open' ? [] : [{ bearer: [] }],
    parameters: [...parameters.map(withIdFormat), ...headerParameters(facts, answer)],
    ...(operation.requestBody ? { requestBody: withExample(operation.requestBody) } : {}),
    responses: {
      ...counted(success(answer, facts), grant),
      ...(needsNothing || answer.kind === 'google' ? {} : problemResponses(refusals)),
    },
    // Where errors are told in another shape they have no codes of ours.
    ...(needsNothing || answer.kind === 'google' ? {} : { [marks.refusals]: [...refusals].sort() }),
  };
}

const bodyOf = ({ requestBody }: Operation): object =>
  requestBody && 'content' in requestBody ? requestBody.content : { 'application/json': {} };

function whoMay(grant: RouteGrant): string {
  if (grant === 'open') return 'Needs no key.';
  if (grant === 'operator') return "For the operator's key.";
  const scope = scopeTable[grant];
  const narrowed = scope === 'always' ? '' : ` A narrowed key needs the scope \`${scope}\`.`;
  return `For ${accessTable[grant].filter((who) => who !== ('system' as string)).join(', ')} (\`${grant}\`).${narrowed}`;
}

const withIdFormat = (parameter: Parameter): Parameter =>
  parameter.in === 'path' && parameter.name === 'id'
    ? { ...parameter, schema: { type: 'string', format: 'uuid' } }
    : parameter;

function headerParameters(facts: RouteFacts, answer: Answer): object[] {
  const header = (name: string): object => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...(takesIdempotencyKey(facts) ? [header('IdempotencyKey')] : []),
    ...(facts.ifMatch ? [header(facts.ifMatch === 'required' ? 'IfMatchRequired' : 'IfMatch')] : []),
    ...(answer.kind === 'one' || answer.kind === 'public' || isInParts(answer) ? [header('IfNoneMatch')] : []),
    ...(answer.kind === 'public' ? [header('IfModifiedSince')] : []),
    ...(isInParts(answer) ? [header('Range'), header('IfRange')] : []),
    header('RequestId'),
  ];
}

/** The answers of a route whose requests are counted tell what is left. */
const counted = (responses: Record<string, Response>, grant: RouteGrant): Record<string, Response> =>
  takesRateLimit(grant)
    ? Object.fromEntries(
        Object.entries(responses).map(([status, one]) => [
          status,
          { ...one, headers: { ...one.headers, ...rateHeaders } },
        ]),
      )
    : responses;

function success(answer: Answer, facts: RouteFacts): Record<string, Response> {
  switch (answer.kind) {
    case 'unsaid':
      return { '2XX': { description: 'Not described.' } };
    case 'one':
      return {
        '200': asJson(answer.view.schema.description, ref(answer.view), etag),
        '304': { description: 'It is what you have.', headers: { ...requestIdHeader, ...etag } },
      };
    case 'page': {
      const page = inside({ items: listOf(ref(answer.view)), next: { ...orNull(text), description: nextCursor } });
      return { '200': asJson('A page of the list.', page) };
    }
    case 'made':
      return {
        '201': asJson(answer.view.schema.description, ref(answer.view), { ...location, ...versionTag(answer.view) }),
      };
    case 'state': {
      const others = Object.entries(answer.otherwise ?? {}).map(
        ([status, view]) => [status, asJson(view.schema.description, ref(view))] as const,
      );
      return {
        '200': asJson(answer.view.schema.description, ref(answer.view), versionTag(answer.view)),
        ...Object.fromEntries(others),
      };
    }
    case 'google':
      return {
        '200': asJson(answer.view.schema.description, ref(answer.view)),
        ...googleProblems(facts.hasAddressParts),
      };
    case 'public': {
      const headers = { ...requestIdHeader, ...etag, ...lastModified };
      const content: Content = Object.fromEntries(
        Object.entries(answer.content).map(([type, schema]) => [type, { schema }]),
      );
      return {
        '200': { description: answer.about, headers, content },
        '304': { description: 'It is what you have.', headers },
      };
    }
    case 'file': {
      const content: Content = Object.fromEntries(
        answer.mediaTypes.map((type) => [
          type,
          { schema: type === 'application/json' ? {} : { type: 'string', ...(type.startsWith('text/') ? {} : bytes) } },
        ]),
      );
      const headers = { ...requestIdHeader, ...fileHeaders(answer.sends) };
      if (!answer.inParts) return { '200': { description: answer.about, headers, content } };
      return {
        '200': { description: answer.about, headers: { ...headers, 'Accept-Ranges': acceptRanges }, content },
        '206': {
          description: 'The part that was asked for.',
          headers: { ...headers, 'Content-Range': contentRange },
          content: Object.fromEntries(
            answer.mediaTypes.map((type) => [type, { schema: { type: 'string', ...bytes } }]),
          ),
        },
        '304': { description: 'It is what you have.', headers: { ...requestIdHeader, ...etag } },
      };
    }
  }
}

const isInParts = (answer: Answer): boolean => answer.kind === 'file' && answer.inParts;
const acceptRanges = { description: 'bytes', required: true, schema: { type: 'string' } };
const contentRange = { description: 'bytes FIRST-LAST/SIZE', required: true, schema: { type: 'string' } };

const nextCursor = 'The `cursor` of the next page; null on the last one.';
const bytes = { format: 'binary' };
const lastModified: Headers = {
  'Last-Modified': {
    required: false,
    description: 'When something public of it last changed; not while that second runs.',
    schema: { type: 'string' },
  },
};
const etag: Headers = { ETag: { $ref: '#/components/headers/ETag' } };
const location: Headers = { Location: { $ref: '#/components/headers/Location' } };
const fileHeader = {
  'Content-Disposition': { required: true, description: 'The name to save it under.', schema: { type: 'string' } },
  ETag: { required: true, description: 'The SHA-256 of the content.', schema: { type: 'string' } },
};
const fileHeaders = (sends: readonly FileHeader[]): Headers =>
  Object.fromEntries(sends.map((name) => [name, fileHeader[name]]));

/** `sendState` gives an ETag to whatever has a version. */
const versionTag = ({ schema }: View): Headers => ('version' in schema.properties ? etag : {});

const asJson = (description: unknown, schema: Schema, headers: Headers = {}): Response => ({
  description: String(description),
  headers: { ...requestIdHeader, ...headers },
  content: { 'application/json': { schema } },
});

function withExample(requestBody: NonNullable<Operation['requestBody']>): object {
  if ('$ref' in requestBody) return requestBody;
  const content = Object.entries(requestBody.content).map(([type, { schema }]) => {
    const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
    const example = name === undefined ? undefined : bodyExamples[name];
    return [type, { schema, ...(example ? { example } : {}) }] as const;
  });
  return { ...requestBody, content: Object.fromEntries(content) };
}
