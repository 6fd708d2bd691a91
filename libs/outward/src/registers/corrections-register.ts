import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { correctionColumnNames, type RatingScale } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import { type LogAt, LogTimes, StateHistory, StatesAt, type WholeState } from '#libs/ledger';
import type { Progress, ReportOrder, ReportWriter } from '../reports/report-kind.js';
import { correctionRow, type Judged } from './correction-row.js';
import type { State } from './register-row.js';
import { ratingLabel } from './scale-labels.js';
import { ScaleReads } from './scale-reads.js';
import type { Cell } from './cells.js';
import { writeTable } from './table.js';

const pageSize = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';
// A correction has some six steps; whatever has more is told by its first ones.
const mostSteps = 200;

/** One row a correction, by its id, as the log knew it at a checkpoint. */
@Injectable()
export class CorrectionsRegister implements ReportWriter {
  constructor(
    private readonly states: StatesAt,
    private readonly history: StateHistory,
    private readonly scales: ScaleReads,
    private readonly times: LogTimes,
  ) {}

  async demand({ at, parameters: { claim } }: ReportOrder): Promise<void> {
    if (claim === undefined) return;
    const [known] = await this.states.ofIds(at, 'claim', [claim]);
    if (!known) refuse('not_found', `There is no claim ${claim} in the log of this size.`);
  }

  async write(order: ReportOrder, out: Writable, advance: (progress: Progress) => Promise<void>): Promise<void> {
    const made = await this.times.timeOf(order.at.organization, order.at.size);
    const rows = this.rows(order, made.slice(0, 10), advance);
    const table = { title: 'Corrections', columns: correctionColumnNames, rows };
    await writeTable(table, { format: order.format, bom: order.parameters.bom, made }, out);
  }

  private async *rows(
    { at, parameters: { claim, period } }: ReportOrder,
    today: string,
    advance: (progress: Progress) => Promise<void>,
  ): AsyncGenerator<Cell[]> {
    const scales = await this.scales.all(at.organization);
    const total = await this.states.count(at, 'correction');
    const from = period && (await this.times.sizeAt(at.organization, period.from));
    let done = 0;
    let after = beforeAll;
    await advance({ done, total });
    for (;;) {
      const page = await this.states.page(at, 'correction', after, pageSize);
      const wanted = page.filter(({ state }) => claim === undefined || state.claim === claim);
      for (const row of await this.told(at, wanted, { scales, today, from })) yield row;
      done += page.length;
      await advance({ done, total });
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.id;
    }
  }

  private async told(
    at: LogAt,
    corrections: readonly WholeState[],
    { scales, today, from = 0 }: { scales: readonly RatingScale[]; today: string; from?: number },
  ): Promise<Cell[][]> {
    const named = (...fields: string[]): string[] => [
      ...new Set(corrections.flatMap(({ state }) => fields.map((name) => state[name]).filter(isText))),
    ];
    const claims = byId(await this.states.ofIds(at, 'claim', named('claim')));
    const verdicts = byId(await this.states.ofIds(at, 'verdict', named('verdict', 'newVerdict')));
    const rows: Cell[][] = [];
    for (const { id, state: correction } of corrections) {
      const all = await this.history.of(at.organization, 'correction', id, mostSteps);
      const past = all.filter(({ index }) => index < at.size);
      // A period shows what had a step in it.
      if (!past.some(({ index }) => index >= from)) continue;
      const claim = claims.get(String(correction.claim));
      const judged = (verdict: State | undefined): Judged => ({
        verdict,
        label: ratingLabel(verdict, String(claim?.language), scales),
      });
      rows.push(
        correctionRow({
          correction,
          claim,
          before: judged(verdicts.get(String(correction.verdict))),
          after: judged(verdicts.get(String(correction.newVerdict))),
          past,
          today,
        }),
      );
    }
    return rows;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

const byId = (states: readonly WholeState[]): Map<string, State> => new Map(states.map(({ id, state }) => [id, state]));
