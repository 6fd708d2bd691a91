import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Components, Operation, Paths } from './shapes/document/types.js';
import type { FastifyInstance } from 'fastify';
import { sha256Hex } from '#libs/kernel';
import { release } from '#libs/runtime';
import { isUnchanged } from './http/conditional.js';
import { routeGrants } from './shapes/document/grants.js';
import { wholeOperation } from './shapes/document/operations.js';
import { sharedProblems } from './shapes/document/problems.js';
import { modern } from './shapes/document/schemas.js';
import { tags } from './shapes/document/tags.js';
import { webhookRequests } from './shapes/document/webhooks.js';
import { named } from './shapes/views/all.js';

/** The description of the running routes, as OpenAPI 3.1: complete enough to generate a client from. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Claimdesk')
    .setDescription(
      'A fact-checking claim tracker: claims, evidence, verdicts, review, and a ledger anyone can verify.',
    )
    .setVersion(release())
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .setOpenAPIVersion('3.1.0')
    .addServer('/', 'This installation')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: cd_…' });
  for (const [name, description] of Object.entries(tags)) builder.addTag(name, description);
  const found = SwaggerModule.createDocument(app, builder.build());
  const { info, servers, tags: described, openapi } = found;
  return {
    openapi,
    info,
    servers,
    tags: described,
    paths: modern(wholePaths(app, found.paths)) as Paths,
    webhooks: webhookRequests(),
    components: components(found.components ?? {}),
  };
}

function wholePaths(app: INestApplication, paths: Paths): object {
  const grants = routeGrants(app);
  const whole = Object.entries(paths).map(([address, methods]) => {
    const operations = Object.entries(methods as Record<string, Operation>).map(([method, operation]) => {
      const grant = grants.get(`${method} ${address}`);
      if (!grant) throw new Error(`${method} ${address} does not say who may use it`);
      return [method, wholeOperation(address, method, operation, grant)] as const;
    });
    return [address, Object.fromEntries(operations)] as const;
  });
  return Object.fromEntries(whole);
}

const text = { type: 'string' };
const header = (name: string, description: string, required = false, schema: object = text) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});
const seen = 'The ETag of the version you saw, such as "3".';

const components = ({ schemas, securitySchemes }: Components): object => ({
  securitySchemes,
  parameters: {
    RequestId: header('X-Request-Id', 'An id of yours for this request; one is made when it is not given.', false, {
      type: 'string',
      pattern: '^[\\w.:-]{8,100}$',
    }),
    IdempotencyKey: header(
      'Idempotency-Key',
      'Send the same one again to repeat a request without doing it twice.',
      false,
      {
        type: 'string',
        minLength: 1,
        maxLength: 255,
      },
    ),
    IfMatch: header('If-Match', `${seen} Refused when somebody changed it since.`),
    IfMatchRequired: header('If-Match', `${seen} Refused when somebody changed it since.`, true),
    IfModifiedSince: header('If-Modified-Since', 'A Last-Modified that you have: 304 when nothing changed since.'),
    IfNoneMatch: header('If-None-Match', 'An ETag that you have: 304 when nothing changed.'),
    Range: header('Range', 'One part of the file: bytes=FIRST-LAST, bytes=FIRST-, or bytes=-COUNT for its end.'),
    IfRange: header(
      'If-Range',
      'The ETag of the file that you have a part of; if it is another one now, you get it whole.',
    ),
  },
  headers: {
    RequestId: { description: 'The id of this request, for questions about it.', required: true, schema: text },
    ETag: { description: 'The version; weak when parts are included.', required: true, schema: text },
    RateLimit: {
      description: 'What is left of each bound, and in how many seconds it is whole again: `"key";r=5999;t=60`.',
      schema: text,
    },
    RateLimitPolicy: { description: 'The bounds and their windows in seconds: `"key";q=6000;w=60`.', schema: text },
    Location: {
      description: 'The address of what was made.',
      required: true,
      schema: { type: 'string', format: 'uri-reference' },
    },
  },
  responses: sharedProblems(),
  schemas: {
    ...(modern(schemas ?? {}) as object),
    ...Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
  },
});

/**
 * The page for people and the document for machines. The document is written once, at the first request: a megabyte that
 * anybody may ask for without a key must not be made anew for each of them. Before the routes are made.
 */
export function serveDocs(app: INestApplication, fastify: FastifyInstance): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), { raw: false, customSiteTitle: 'Claimdesk API' });
  let written: { readonly bytes: Buffer; readonly etag: string } | undefined;
  fastify.get('/openapi.json', (request, reply) => {
    if (!written) {
      const bytes = Buffer.from(JSON.stringify(describeApi(app)));
      written = { bytes, etag: `"${sha256Hex(bytes).slice(0, 27)}"` };
    }
    void reply.header('etag', written.etag).header('cache-control', 'public, no-cache');
    if (isUnchanged(request.headers, written.etag, undefined)) return reply.code(304).send();
    return reply.header('content-type', 'application/json; charset=utf-8').send(written.bytes);
  });
}
