import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { RatingScale } from '#libs/factcheck';
import { type LogAt, LogTimes, StatesAt, type WholeState } from '#libs/ledger';
import type { Progress, ReportOrder, ReportParameters, ReportWriter } from '../report-kind.js';
import { firstOf, ratingLabel, type RegisterRecord, registerColumns, registerRow } from './register-row.js';
import { type Merged, MergedClaims } from './merged-claims.js';
import { ScaleReads } from './scale-reads.js';

/** Claims in memory at a time, with all that belongs to them. */
const pageSize = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** RFC 4180, UTF-8 without BOM. A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection). */
const csv = {
  header: true,
  columns: registerColumns,
  record_delimiter: '\r\n',
  // With a delimiter of its own the library leaves a lone CR or LF unquoted unless told.
  quote_record_delimiter: true,
  escape_formulas: true,
  // Some spreadsheets strip blanks before they look, so those count as a beginning too.
  cast: { string: (text: string) => (/^\s+[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text) },
};

/** One row a claim, by claim id, as the log knew it at a checkpoint. */
@Injectable()
export class ClaimsRegister implements ReportWriter {
  constructor(
    private readonly states: StatesAt,
    private readonly scales: ScaleReads,
    private readonly merged: MergedClaims,
    private readonly times: LogTimes,
  ) {}

  /** Writes the CSV and ends `out`. Progress counts the claims looked at, whether or not the filter lets them through. */
  async write(
    { at, parameters }: Pick<ReportOrder, 'at' | 'parameters'>,
    out: Writable,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    await pipeline(Readable.from(this.rows(at, parameters, advance)), stringify(csv), out);
  }

  private async *rows(
    at: LogAt,
    { status, period }: ReportParameters,
    advance: (progress: Progress) => Promise<void>,
  ): AsyncGenerator<string[]> {
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
      const wanted = page.filter(
        (claim) => (status === undefined || claim.state.status === status) && (touched?.has(claim.id) ?? true),
      );
      for (const record of await this.records(at, wanted, { scales, merged })) yield registerRow(record);
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
  ): Promise<RegisterRecord[]> {
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
      };
    });
  }
}

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
