import { Injectable } from '@nestjs/common';
import type { RatingScale, SubjectType, VerdictContent } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import { type HistoryItem, HistoryStore, type LogAt, LogTimes, StatesAt } from '#libs/ledger';
import { ScaleReads } from '../registers/scale-reads.js';
import type { ReportParameters } from '../reports/report-kind.js';
import { DossierStore } from './dossier-store.js';
import { byId, field, namedIn, type State } from '../state.js';

/** All that the log knows around one claim at a size. */
export interface DossierFacts {
  readonly organization: State | undefined;
  readonly claim: State;
  readonly of: Readonly<Record<Owned, readonly State[]>>;
  readonly duplicates: readonly State[];
  readonly links: readonly State[];
  /** Claims at the other ends of links. */
  readonly linked: ReadonlyMap<string, State>;
  readonly claimants: ReadonlyMap<string, State>;
  readonly articles: ReadonlyMap<string, State>;
  readonly sources: ReadonlyMap<string, State>;
  readonly captures: ReadonlyMap<string, State>;
  readonly members: ReadonlyMap<string, State>;
  readonly texts: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<string, VerdictContent>;
  readonly scales: readonly RatingScale[];
  /** Oldest first. */
  readonly history: readonly HistoryItem[];
}

const owned = ['enquiry', 'citation', 'verdict', 'ballot', 'correction', 'comment', 'interest'] as const;
type Owned = (typeof owned)[number] | 'utterance';

const eventsAtATime = 500;

@Injectable()
export class DossierReads {
  constructor(
    private readonly states: StatesAt,
    private readonly histories: HistoryStore,
    private readonly times: LogTimes,
    private readonly scales: ScaleReads,
    private readonly store: DossierStore,
  ) {}

  /** Refuses with `not_found` where the log of this size, or its part in the period, holds nothing of the claim. */
  async demandClaim(at: LogAt, { claim, period }: ReportParameters): Promise<void> {
    const id = claim as string;
    const [found] = await this.states.ofIds(at, 'claim', [id]);
    const from = period ? await this.times.sizeAt(at.organization, period.from) : 0;
    const touched = await this.states.rootsTouchedSince(at, from, [id]);
    if (!found || !touched.has(id)) refuse('not_found', `There is no claim ${id} in the log of this size and period.`);
  }

  async of(at: LogAt, { claim: id = '', period }: ReportParameters): Promise<DossierFacts> {
    const [claim] = await this.ids(at, 'claim', [id]);
    if (!claim) throw new Error(`the log of size ${at.size} has no claim ${id}`);
    const duplicates = (await this.ids(at, 'claim', await this.store.maybeDuplicates(at, id))).filter(
      (other) => other.duplicateOf === id,
    );
    const parts: Partial<Record<Owned, readonly State[]>> = {};
    for (const type of owned) parts[type] = await this.rooted(at, type, [id]);
    // What was merged into a claim was said of that claim.
    parts.utterance = await this.rooted(at, 'utterance', [id, ...namedIn(duplicates, 'id')]);
    const of = parts as Record<Owned, readonly State[]>;
    const links = await this.ids(at, 'link', await this.store.links(at, id));
    const revisions = await this.ids(at, 'revision', namedIn(of.utterance, 'revision'));
    const from = period ? await this.times.sizeAt(at.organization, period.from) : 0;
    const history = await this.history(at, id, from);
    const [organization] = await this.ids(at, 'organization', [at.organization]);
    return {
      organization,
      claim,
      of,
      duplicates,
      links,
      linked: byId(await this.ids(at, 'claim', namedIn(links, 'claim', 'other'))),
      claimants: byId(await this.ids(at, 'claimant', namedIn(of.utterance, 'claimant', 'reportedBy'))),
      articles: byId(await this.ids(at, 'article', namedIn(of.utterance, 'article'))),
      sources: byId(await this.ids(at, 'source', namedIn(of.citation, 'source'))),
      captures: byId(await this.ids(at, 'capture', namedIn(of.citation, 'capture'))),
      members: byId(await this.ids(at, 'member', idsIn([claim, of, duplicates, links, history]))),
      texts: await this.store.texts(at, new Map(revisions.map((one) => [field(one, 'id'), field(one, 'sha256')]))),
      contents: await this.store.contents(at, of.verdict),
      scales: await this.scales.all(at.organization),
      history,
    };
  }

  private async ids(at: LogAt, type: SubjectType, ids: readonly string[]): Promise<State[]> {
    return ids.length === 0 ? [] : (await this.states.ofIds(at, type, ids)).map(({ state }) => state);
  }

  private async rooted(at: LogAt, type: SubjectType, roots: readonly string[]): Promise<State[]> {
    return (await this.states.ofRoots(at, type, roots)).map(({ state }) => state);
  }

  private async history(at: LogAt, id: string, from: number): Promise<HistoryItem[]> {
    const all: HistoryItem[] = [];
    for (let before = at.size; ;) {
      const page = await this.histories.of(at.organization, { type: 'claim', id }, before, eventsAtATime, from);
      all.push(...page);
      const last = page.at(-1);
      if (!last || page.length < eventsAtATime) return all.reverse();
      before = last.index;
    }
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id that might be a member's: which of them are, the log knows. */
const idsIn = (told: readonly unknown[]): string[] => [...new Set(JSON.stringify(told).match(uuid) ?? [])].sort();
