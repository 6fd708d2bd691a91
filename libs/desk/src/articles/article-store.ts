import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Tx } from '#libs/database';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import { lastId, type ListRow, type SingleRow } from '../reads.js';

export interface NewArticle {
  readonly url?: string;
  readonly headline: string;
  readonly outlet: string;
  readonly byline?: string;
  readonly language: string;
  /** A partial date (EDTF): as precise as it is known. */
  readonly publishedAt?: string;
}

export interface NewRevision {
  readonly body: string;
  readonly sha256: string;
  /** Code points */
  readonly length: number;
}

export const articleState = (
  a: string,
): string => `json_build_object('id', ${a}.id, 'url', ${a}.url, 'headline', ${a}.headline, 'outlet', ${a}.outlet,
  'byline', ${a}.byline, 'language', ${a}.language, 'publishedAt', ${a}.published_at, 'revision', ${a}.revision_id,
  'version', ${a}.version, 'createdAt', instant(${a}.created_at))`;

export const revisionState = (
  r: string,
): string => `json_build_object('id', ${r}.id, 'article', ${r}.article_id, 'sha256', ${r}.sha256,
  'length', ${r}.length, 'version', ${r}.version, 'createdAt', instant(${r}.created_at))`;

@Injectable()
export class ArticleStore {
  constructor(private readonly connections: Connections) {}

  async add(
    tx: Tx,
    article: NewArticle,
    revision: NewRevision,
  ): Promise<{ article: SubjectState; revision: SubjectState }> {
    const id = newId();
    try {
      const [row] = await tx.query<{ article: SubjectState; revision: SubjectState }>(
        `with a as (
           insert into article as a (organization_id, id, url, headline, outlet, byline, language, published_at, revision_id, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $13) returning ${articleState('a')} as state
         ), r as (
           insert into revision as r (organization_id, id, article_id, sha256, length, body, created_at)
           values ($1, $9, $2, $10, $11, $12, $13) returning ${revisionState('r')} as state
         ) select a.state as article, r.state as revision from a, r`,
        [
          tx.organization,
          id,
          article.url ?? null,
          article.headline,
          article.outlet,
          article.byline ?? null,
          article.language,
          article.publishedAt ?? null,
          newId(),
          revision.sha256,
          revision.length,
          revision.body,
          tx.now,
        ],
      );
      return row as { article: SubjectState; revision: SubjectState };
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation, 'article_url')) {
        refuse('article.address_taken', `There is an article with the address ${article.url} already. Use it instead.`);
      }
      throw error;
    }
  }

  /** The text on which quotes are looked for: the article's current revision. */
  async currentText(
    tx: Tx,
    id: string,
  ): Promise<{ revision: string; body: string; outlet: string; language: string } | undefined> {
    const [row] = await tx.query<{ revision: string; body: string; outlet: string; language: string }>(
      `select r.id as revision, r.body, a.outlet, a.language from article a
         join revision r on r.organization_id = a.organization_id and r.id = a.revision_id
        where a.organization_id = $1 and a.id = $2`,
      [tx.organization, id],
    );
    return row;
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select (${articleState('a')}::jsonb || jsonb_build_object('revision', ${revisionState('r')}::jsonb))::text as json, a.version,
         ${isErased('article', 'a')}
         from article a join revision r on r.organization_id = a.organization_id and r.id = a.revision_id
        where a.organization_id = $1 and a.id = $2`,
      [organization, id],
    );
    return row;
  }

  async text(organization: string, id: string): Promise<{ body: string; sha256: string } | undefined> {
    const [row] = await this.connections.read<{ body: string; sha256: string }>(
      organization,
      `select r.body, r.sha256 from article a join revision r on r.organization_id = a.organization_id and r.id = a.revision_id
        where a.organization_id = $1 and a.id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select a.id, ${articleState('a')}::text as json from article a
        where a.organization_id = $1 and a.id < $2 order by a.id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }
}
