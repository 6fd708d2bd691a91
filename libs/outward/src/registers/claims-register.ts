import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type RatingScale, registerColumnNames } from '#libs/factcheck';
import { type LogAt, LogTimes, StatesAt, type WholeState } from '#libs/ledger';
import type { Progress, ReportOrder, ReportParameters, ReportWriter } from '../reports/report-kind.js';
import { ratingLabel } from './scale-labels.js';
import { firstOf, type RegisterRecord, registerRow, type State } from './register-row.js';
import { type Merged, MergedClaims } from './merged-claims.js';
import { ScaleReads } from './scale-reads.js';
import type { Cell } from './cells.js';
import { writeTable } from './table.js';

/** Claims in memory at a time, with all that belongs to them. */
const pageSize = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** One row a claim, by claim id, as the log knew it at a checkpoint. */
@Injectable()
export class ClaimsRegister implements ReportWriter {
  constructor(
    private readonly states: StatesAt,
    private readonly scales: ScaleReads,
    private readonly merged: MergedClaims,
    private readonly times: LogTimes,
  ) {}

  /** Writes the file and ends `out`. Progress counts the claims looked at, whether or not the filter lets them through. */
  async write(
    { at, format, parameters }: ReportOrder,
    out: Writable,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    const made = await this.times.timeOf(at.organization, at.size);
    const rows = this.rows(at, parameters, advance);
    const table = { title: 'Claims', columns: registerColumnNames, rows };
    await writeTable(table, { format, bom: parameters.bom, made }, out);
  }

  private async *rows(
    at: LogAt,
    parameters: ReportParameters,
    advance: (progress: Progress) => Promise<void>,
  ): AsyncGenerator<Cell[]> {
    const { period, claimant } = parameters;
    const scales = await this.scales.all(at.organization);
    const total = await this.states.count(at, 'claim');
    const merged = await this.merged.at(at);
    let done = 0;
    let after = beforeAll;
    const from = period && (await this.times.sizeAt(at.organization, period.from));
    await advance({ done, total });
    for (;;) {
      const page = await this.states.page(at, 'claim', after, pageSize);
      const ids = page.map(({ id }) => id);
      const touched = from === undefined ? undefined : await this.states.rootsTouchedSince(at, from, ids);
      const wanted = page.filter((claim) => fits(claim.state, parameters) && (touched?.has(claim.id) ?? true));
      for (const record of await this.records(at, wanted, { scales, merged }))
        if (claimant === undefined || record.claimants.has(claimant)) yield registerRow(record);
      done += page.length;
      await advance({ done, total });
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.id;
    }
  }

  private async records(
    at: LogAt,
    claims: readonly WholeState[],
    { scales, merged }: { scales: readonly RatingScale[]; merged: Merged },
  ): Promise<(RegisterRecord & { readonly claimants: ReadonlySet<unknown> })[]> {
    if (claims.length === 0) return [];
    const ids = claims.map((claim) => claim.id);
    // What was merged into a claim was said of that claim.
    const sayers = ids.flatMap((id) => [id, ...(merged.get(id) ?? [])]);
    const utterances = await this.states.ofRoots(at, 'utterance', [...new Set(sayers)]);
    const articles = stateById(await this.states.ofIds(at, 'article', named(utterances, 'article')));
    const claimants = stateById(await this.states.ofIds(at, 'claimant', named(utterances, 'claimant')));
    const verdicts = stateById(await this.states.ofIds(at, 'verdict', named(claims, 'publishedVerdict')));
    const citations = await this.states.countsOfRoots(at, 'citation', ids);
    const utterancesOf = statesByRoot(utterances);
    return claims.map(({ id, state: claim }) => {
      const said = [id, ...(merged.get(id) ?? [])].flatMap((sayer) => utterancesOf.get(sayer) ?? []);
      const utterance = firstOf(said.sort(byEntry), articles);
      const verdict = verdicts.get(String(claim.publishedVerdict));
      return {
        claim,
        utterance,
        claimant: claimants.get(String(utterance?.claimant)),
        article: articles.get(String(utterance?.article)),
        verdict,
        ratingLabel: ratingLabel(verdict, String(claim.language), scales),
        citations: citations.get(id) ?? 0,
        appearances: said.length,
        claimants: new Set(said.map((one) => one.claimant)),
      };
    });
  }
}

/** The filters of the list of claims, asked of a claim's state. */
const fits = (claim: State, { status, claimKind, topic, language, assignee }: ReportParameters): boolean =>
  (status === undefined || claim.status === status) &&
  (claimKind === undefined || claim.kind === claimKind) &&
  (language === undefined || claim.language === language) &&
  (assignee === undefined || claim.assignee === assignee) &&
  (topic === undefined || ((claim.topics ?? []) as string[]).includes(topic));

/** By id, which is by time. */
const byEntry = (a: WholeState['state'], b: WholeState['state']): number => (String(a.id) < String(b.id) ? -1 : 1);

const stateById = (states: readonly WholeState[]): Map<string, WholeState['state']> =>
  new Map(states.map(({ id, state }) => [id, state]));

function statesByRoot(states: readonly WholeState[]): Map<string, WholeState['state'][]> {
  const grouped = new Map<string, WholeState['state'][]>();
  for (const { root, state } of states) {
    const group = grouped.get(root);
    if (group) group.push(state);
    else grouped.set(root, [state]);
  }
  return grouped;
}

/** The different ids that these states name in one field. */
const named = (states: readonly WholeState[], field: string): string[] => [
  ...new Set(states.map(({ state }) => state[field]).filter((id) => typeof id === 'string')),
];
