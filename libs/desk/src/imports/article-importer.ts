import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, Refused, type SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { codePointLength, normalizeText, textDigest } from '#libs/text';
import { articleState, type NewArticle, revisionState } from '../articles/article-store.js';
import type { ImportRow } from './import-keys.js';
import type { Fault } from './import-store.js';
import { fault, type Importer, type Prepared, type WantedImport } from './importer.js';

export interface ArticleRow extends NewArticle {
  readonly text: string;
}

@Injectable()
export class ArticleImporter implements Importer<ArticleRow, { body: string }> {
  readonly kind = 'articles';

  async prepare(tx: Tx, { source }: WantedImport, rows: readonly ImportRow<ArticleRow>[]) {
    const taken = await this.takenAddresses(tx, source, rows);
    const fit: Prepared<ArticleRow, { body: string }>[] = [];
    const faults: Fault[] = [];
    for (const row of rows) {
      const url = row.row.url;
      if (url !== undefined && taken.has(url) && taken.get(url) !== row.externalId) {
        faults.push(fault(row.line, 'article.address_taken', `There is an article with the address ${url} already.`));
        continue;
      }
      if (url !== undefined) taken.set(url, row.externalId);
      try {
        fit.push({ ...row, more: { body: normalizeText(row.row.text) } });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push(fault(row.line, error.refusal.code, error.refusal.detail));
      }
    }
    return { fit, faults };
  }

  /** Addresses that are here, and by which row of this source they came ('' when by none). */
  private async takenAddresses(
    tx: Tx,
    source: string,
    rows: readonly ImportRow<ArticleRow>[],
  ): Promise<Map<string, string>> {
    const found = await tx.batch<{ url: string; external_id: string }>(
      `select a.url, coalesce(k.external_id, '') as external_id from article a
         left join import_key k on k.organization_id = a.organization_id and k.kind = 'articles' and k.source = $3 and k.subject_id = a.id
        where a.organization_id = $1 and a.url = any($2::text[])`,
      [tx.organization, rows.flatMap(({ row }) => row.url ?? []), source],
    );
    return new Map(found.map((row) => [row.url, row.external_id]));
  }

  async write(tx: Tx, rows: readonly (Prepared<ArticleRow, { body: string }> & { id: string })[]): Promise<NewEvent[]> {
    const given = rows.map(({ id, row: { text: _, ...article }, more: { body } }) => ({
      ...article,
      id,
      revision: newId(),
      body,
      sha256: textDigest(body),
      length: codePointLength(body),
    }));
    const added = await tx.batch<{ article: SubjectState; revision: SubjectState }>(
      `with x as materialized (
         select * from jsonb_to_recordset($2::jsonb) as x(id uuid, url text, headline text, outlet text, byline text, language text,
           "publishedAt" text, revision uuid, sha256 text, length int, body text)
       ), a as (
         insert into article as a (organization_id, id, url, headline, outlet, byline, language, published_at, revision_id, created_at)
         select $1, id, url, headline, outlet, byline, language, "publishedAt", revision, $3 from x returning a.id, ${articleState('a')} as state
       ), r as (
         insert into revision as r (organization_id, id, article_id, sha256, length, body, created_at)
         select $1, revision, id, sha256, length, body, $3 from x returning r.article_id, ${revisionState('r')} as state
       ) select a.state as article, r.state as revision from a join r on r.article_id = a.id`,
      [tx.organization, JSON.stringify(given), tx.now],
    );
    return added.map(({ article, revision }) => ({
      type: 'article.ingested',
      root: article.id,
      labels: { language: article.language as string },
      changes: [
        { type: 'article', id: article.id, version: 1, after: article },
        { type: 'revision', id: revision.id, version: 1, after: revision },
      ],
      facts: { imported: true },
    }));
  }
}
