import { Injectable } from '@nestjs/common';
import type { RatingScale } from '#libs/factcheck';
import { type LogAt, StatesAt, type StateThen, type Then } from '#libs/ledger';
import { ScaleReads } from '../registers/scale-reads.js';
import { PublicationReads } from './publication-reads.js';
import { namesIn, type State, textOf } from './public-part.js';
import type { ClaimParts, VersionParts } from './version-parts.js';

const beforeAll = '00000000-0000-0000-0000-000000000000';
const once = ['published', 'superseded', 'retracted'];

/** Gathers from the log what is to be shown of claims: their published versions, each with what was frozen for it. */
@Injectable()
export class PublishedMaterial {
  constructor(
    private readonly states: StatesAt,
    private readonly log: PublicationReads,
    private readonly scales: ScaleReads,
  ) {}

  /** A few hundred claims at a time. Those that never had a published verdict come back without a version. */
  async of(at: LogAt, claims: readonly string[]): Promise<ClaimParts[]> {
    const published = (await this.states.ofRoots(at, 'verdict', claims)).filter(
      ({ state }) => once.includes(String(state.status)) && state.publishedAt !== null,
    );
    if (published.length === 0) return claims.map((id) => ({ id, claim: {}, versions: [], topics: [], changedAt: '' }));
    const corrections = await this.states.ofRoots(at, 'correction', claims);
    const frozen = new Map(
      (
        await this.log.frozenAt(
          at,
          published.map(({ id }) => id),
        )
      ).map(({ id, size }) => [id, size]),
    );
    const wanted = published.map(({ id, root, state }) => ({ id, root, state, size: frozen.get(id) ?? at.size }));
    const parts = await this.frozen(at.organization, wanted);
    const scales = await this.scales.all(at.organization);
    const now = new Map((await this.states.ofIds(at, 'claim', claims)).map(({ id, state }) => [id, state]));
    const changed = await this.log.changedAt(at, claims);
    const topics = await this.topics(at);
    return claims.map((id) => {
      const claim = now.get(id) ?? {};
      const versions = wanted
        .filter(({ root }) => root === id)
        .sort((a, b) => Number(a.state.number) - Number(b.state.number))
        .map(({ id: verdict, state, size }): VersionParts => ({
          ...parts(id, state, size),
          verdict: state,
          scale: scaleOf(state, scales),
          correction: corrections.find((one) => one.state.status === 'published' && one.state.newVerdict === verdict)
            ?.state,
        }));
      return {
        id,
        claim,
        versions,
        topics: found(topics, namesIn(claim, 'topics')),
        changedAt: changed.get(id) ?? '',
      };
    });
  }

  /** What stood in the log when each version was submitted. */
  private async frozen(organization: string, wanted: readonly { root: string; state: State; size: number }[]) {
    const each = (type: Parameters<StatesAt['each']>[1], ids: (state: State) => readonly string[]) =>
      this.states.each(
        organization,
        type,
        unique(wanted.flatMap(({ state, size }) => ids(state).map((id) => ({ id, size })))),
      );
    const roots = unique(wanted.map(({ root, size }) => ({ id: root, size })));
    const claims = await this.states.each(organization, 'claim', roots);
    const contacts = await this.states.each(organization, 'enquiry', roots, 'roots');
    const utterances = await each('utterance', (state) => namesIn(state, 'utterances'));
    const citations = await each('citation', (state) => namesIn(state, 'citations'));
    const named = [
      ...(await this.states.each(organization, 'claimant', namedBy(utterances, 'claimant', 'reportedBy'))),
      ...(await this.states.each(organization, 'article', namedBy(utterances, 'article'))),
      ...(await this.states.each(organization, 'source', namedBy(citations, 'source'))),
    ];
    const at = (states: readonly StateThen[]) => byId(states);
    const [claimThen, utteranceThen, citationThen, namedThen] = [claims, utterances, citations, named].map(at);
    const pick = (states: typeof claimThen, ids: readonly string[], size: number): State[] =>
      found(
        states ?? new Map<string, State>(),
        ids.map((id) => keyOf({ id, size })),
      );
    return (claim: string, verdict: State, size: number) => {
      const [said, cited] = [
        pick(utteranceThen, namesIn(verdict, 'utterances'), size),
        pick(citationThen, namesIn(verdict, 'citations'), size),
      ];
      const names = [...said, ...cited].flatMap((state) =>
        ['claimant', 'reportedBy', 'article', 'source'].flatMap((field) => textOf(state, field) ?? []),
      );
      return {
        claim: claimThen?.get(keyOf({ id: claim, size })) ?? {},
        utterances: said,
        citations: cited,
        contacts: contacts.filter((one) => one.root === claim && one.size === size).map(({ state }) => state),
        named: new Map(names.flatMap((id) => pick(namedThen, [id], size).map((state) => [id, state] as const))),
      };
    };
  }

  /** By code: a register of some dozens. */
  private async topics(at: LogAt): Promise<Map<string, State>> {
    const topics = new Map<string, State>();
    for (let after = beforeAll; ;) {
      const page = await this.states.page(at, 'topic', after, 1_000);
      for (const { state } of page) topics.set(String(state.code), state);
      const last = page.at(-1);
      if (!last || page.length < 1_000) return topics;
      after = last.id;
    }
  }
}

const keyOf = ({ id, size }: Then): string => `${id} ${size}`;
const unique = (wanted: readonly Then[]): Then[] => [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
const byId = (states: readonly StateThen[]): Map<string, State> =>
  new Map(states.map((one) => [keyOf(one), one.state]));

const namedBy = (states: readonly StateThen[], ...fields: readonly string[]): Then[] =>
  unique(
    states.flatMap(({ state, size }) =>
      fields.flatMap((field) => textOf(state, field) ?? []).map((id) => ({ id, size })),
    ),
  );

function scaleOf(verdict: State, scales: readonly RatingScale[]): RatingScale | undefined {
  const named = verdict.scale as { readonly code?: unknown; readonly version?: unknown } | undefined;
  return scales.find(({ code, version }) => code === named?.code && version === named.version);
}

const found = (states: ReadonlyMap<string, State>, keys: readonly string[]): State[] =>
  keys.map((key) => states.get(key)).filter((state) => state !== undefined);
