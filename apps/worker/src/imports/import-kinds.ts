import { Injectable } from '@nestjs/common';
import {
  ArticleImporter,
  ClaimImporter,
  type ClaimRow,
  ExternalReviewImporter,
  type Importer,
  type ImportKind,
  LegacyImporter,
  SourceImporter,
} from '#libs/desk';
import { reviewOfItem } from '#libs/factcheck';
import { refuse, sha256Hex } from '#libs/kernel';
import { claimInput } from '../../../api/src/claims/claim-input.js';
import { demandModest } from '../../../api/src/http/input-pipe.js';
import { ArticleRowBody, ClaimRowBody, SourceRowBody } from '../../../api/src/imports/rows.js';
import { rowOf } from './read-rows.js';

/** How one line of one kind is read, and which importer takes it. */
export interface ReadKind<Row = unknown> {
  readonly importer: Importer<Row, unknown>;
  read(value: unknown, text: string): { externalId: string; row: Row };
}

@Injectable()
export class ImportKinds {
  readonly kinds: Readonly<Record<ImportKind, ReadKind>>;

  constructor(
    sources: SourceImporter,
    articles: ArticleImporter,
    claims: ClaimImporter,
    reviews: ExternalReviewImporter,
    legacy: LegacyImporter,
  ) {
    this.kinds = {
      sources: kind(sources, (value) => split(rowOf(SourceRowBody, value))),
      articles: kind(articles, (value) => split(rowOf(ArticleRowBody, value))),
      claims: kind(claims, (value) => {
        const { externalId, row } = split(rowOf(ClaimRowBody, value));
        // The API's own reading of a claim; ids of articles are the source's here.
        return { externalId, row: claimInput(row) as unknown as ClaimRow };
      }),
      'external-reviews': kind(reviews, (value, raw) => {
        demandModest(value);
        return { externalId: addressOf(value), row: { raw, record: value } };
      }),
      legacy: kind(legacy, (value, raw) => {
        demandModest(value);
        const found = reviewOfItem(value);
        if ('wrong' in found) refuse('request.invalid', found.wrong);
        const { review } = found;
        // Several checks of one page have one address: the words that were checked tell them apart.
        const words = typeof review.claimReviewed === 'string' ? review.claimReviewed.trim() : '';
        return { externalId: `${addressOf(review)}#${sha256Hex(words).slice(0, 32)}`, row: { raw, review } };
      }),
    };
  }
}

const kind = <Row, More>(importer: Importer<Row, More>, read: ReadKind<Row>['read']): ReadKind => ({ importer, read });

function split<Row extends { externalId: string }>({
  externalId,
  ...row
}: Row): { externalId: string; row: Omit<Row, 'externalId'> } {
  return { externalId, row };
}

/** A ClaimReview is known by its address. */
function addressOf(value: unknown): string {
  const record = (Array.isArray(value) ? value[0] : value) as Record<string, unknown> | null;
  const page = record?.mainEntityOfPage;
  const address =
    record?.url ??
    record?.['@id'] ??
    (typeof page === 'object' ? (page as Record<string, unknown> | null)?.['@id'] : page);
  return typeof address === 'string' && address.length <= 2_000
    ? address
    : refuse('request.invalid', 'A ClaimReview needs its url: it is how a repeated one is known.');
}
