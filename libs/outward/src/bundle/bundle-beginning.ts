import { Injectable } from '@nestjs/common';
import { type LogAt, LogTimes, TreeStore } from '#libs/ledger';
import type { ReportParameters } from '../reports/report-kind.js';

/** Where a bundle begins, and the roots of the trees before it, which prove that it continues them. */
@Injectable()
export class BundleBeginning {
  constructor(
    private readonly tree: TreeStore,
    private readonly times: LogTimes,
  ) {}

  async of(
    { organization }: LogAt,
    { since, period }: ReportParameters,
  ): Promise<{ from: number; hashes: Awaited<ReturnType<TreeStore['frontier']>> }> {
    const from = since ?? (period ? await this.times.sizeAt(organization, period.from) : 0);
    return { from, hashes: await this.tree.frontier(organization, from) };
  }
}
