import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { firstAppearance, type SubjectType } from '#libs/factcheck';
import { type LogAt, StatesAt } from '#libs/ledger';
import type { ClaimInclude } from '../claims/claim-parts.js';

/** What the log says of one subject. */
export type State = Readonly<Record<string, unknown>>;

const ofClaims = (table: string): string =>
  `select id from ${table} where organization_id = $1 and claim_id = any($2::uuid[])`;

/** Rows stay when what they tell ends: which there ever were is asked of the tables, how they were then of the log. */
const rows: Readonly<
  Record<Exclude<ClaimInclude, 'duplicates'>, { readonly type: SubjectType; readonly ids: string }>
> = {
  utterances: { type: 'utterance', ids: ofClaims('utterance') },
  citations: { type: 'citation', ids: ofClaims('citation') },
  enquiries: { type: 'enquiry', ids: ofClaims('enquiry') },
  verdicts: { type: 'verdict', ids: ofClaims('verdict') },
  comments: { type: 'comment', ids: ofClaims('comment') },
  links: {
    type: 'link',
    ids: `${ofClaims('claim_link')} or organization_id = $1 and other_claim_id = any($2::uuid[])`,
  },
};

// Merged into it now, or into anything then and not so any more: a merge that was undone is told by the log alone.
const maybeDuplicates = `select id from claim where organization_id = $1 and duplicate_of = $2
  union select id from ledger_state where organization_id = $1 and type = 'claim' and status = 'duplicate'
    and from_index < $3 and until_index >= $3`;

/** What belonged to a claim at a size of the log. */
@Injectable()
export class PartsThen {
  constructor(
    private readonly connections: Connections,
    private readonly states: StatesAt,
  ) {}

  async of(at: LogAt, part: ClaimInclude, claim: string): Promise<State[]> {
    if (part === 'duplicates') return this.duplicates(at, claim);
    const { type, ids } = rows[part];
    const sayers = part === 'utterances' ? await this.duplicates(at, claim) : [];
    const claims = [claim, ...sayers.map(({ id }) => id)];
    return this.stood(at, type, await this.ids(at, ids, [claims]));
  }

  /** The id of the first appearance among these utterances, by what was known then. */
  async firstOf(at: LogAt, utterances: readonly State[]): Promise<string | null> {
    const articles = await this.states.ofIds(at, 'article', [
      ...new Set(utterances.flatMap((one) => idIn(one.article))),
    ]);
    const publishedAt = new Map(articles.map(({ id, state }) => [id, state.publishedAt as string | null]));
    const dated = utterances.map((one) => ({
      id: one.id as string,
      saidOn: one.saidOn as string | null,
      time: (one.unanchored as { time?: string } | null)?.time ?? null,
      publishedAt: publishedAt.get(one.article as string) ?? null,
    }));
    return firstAppearance(dated)?.id ?? null;
  }

  private async duplicates(at: LogAt, claim: string): Promise<State[]> {
    const states = await this.stood(at, 'claim', await this.ids(at, maybeDuplicates, [claim, at.size]));
    return states.filter(({ duplicateOf }) => duplicateOf === claim);
  }

  private async ids(at: LogAt, text: string, values: readonly unknown[]): Promise<string[]> {
    const found = await this.connections.read<{ id: string }>(at.organization, text, [at.organization, ...values]);
    return found.map(({ id }) => id);
  }

  private async stood(at: LogAt, type: SubjectType, ids: readonly string[]): Promise<State[]> {
    return (await this.states.ofIds(at, type, ids)).map(({ state }) => state);
  }
}

const idIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
