import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { release } from '#libs/runtime';

/** The description of the running routes, as OpenAPI 3.1. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Claimdesk')
    .setDescription(
      'A fact-checking claim tracker: claims, evidence, verdicts, review, and a ledger anyone can verify.',
    )
    .setVersion(release())
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: cd_…' });
  return SwaggerModule.createDocument(app, builder.build());
}

export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Claimdesk API',
  });
}
