import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { codePointLength, normalizeText, textDigest } from '#libs/text';
import { ArticleStore, type NewArticle } from './article-store.js';

export interface ArticleInput extends NewArticle {
  readonly text: string;
}

/** Something published, with the text as it stood: one immutable revision, named by its SHA-256. */
@Injectable()
export class IngestArticle {
  constructor(
    private readonly transaction: Transaction,
    private readonly articles: ArticleStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: ArticleInput): Promise<SubjectState> {
    const { text, ...article } = input;
    const body = normalizeText(text);
    if (body.trim() === '') refuse('text.invalid', 'The article has no text. Send the text as it was published.');
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'article.ingest'));
      const added = await this.articles.add(tx, article, {
        body,
        sha256: textDigest(body),
        length: codePointLength(body),
      });
      const id = added.article.id;
      await this.ledger.record(tx, {
        type: 'article.ingested',
        root: id,
        labels: { language: article.language },
        changes: [
          { type: 'article', id, version: 1, after: added.article },
          { type: 'revision', id: added.revision.id, version: 1, after: added.revision },
        ],
      });
      return { ...added.article, revision: added.revision };
    });
  }
}
