import { Injectable } from '@nestjs/common';
import { type LogAt, LogTimes, StatesAt } from '#libs/ledger';
import { Verifications } from '../paper/verification.js';
import { ScaleReads } from '../registers/scale-reads.js';
import type { Progress, ReportParameters } from '../reports/report-kind.js';
import { field } from '../state.js';
import { ClaimsTally } from './claims-tally.js';
import { CorrectionsTally } from './corrections-tally.js';
import { efcsn, ifcn } from './headings.js';
import type { Ground } from './record.js';
import { Sample } from './sample.js';
import type { TransparencyModel } from './transparency-model.js';
import { TransparencyReads } from './transparency-reads.js';
import { TransparencyStore } from './transparency-store.js';
import { type Check, VerdictsTally } from './verdicts-tally.js';

/** So many checks are drawn when nobody says how many. */
const usualSample = 10;

/** One walk over the claims of the period; every figure is counted on the way. */
@Injectable()
export class TransparencyBuilder {
  constructor(
    private readonly reads: TransparencyReads,
    private readonly store: TransparencyStore,
    private readonly states: StatesAt,
    private readonly times: LogTimes,
    private readonly scales: ScaleReads,
    private readonly verifications: Verifications,
  ) {}

  async build(
    at: LogAt,
    { period, seed, sample: size = usualSample }: ReportParameters,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<TransparencyModel> {
    const from = period ? await this.times.sizeAt(at.organization, period.from) : 0;
    const verification = await this.verifications.at(at, period ? { period } : {});
    const [organization] = await this.states.ofIds(at, 'organization', [at.organization]);
    const ground: Ground = {
      organization: organization?.state,
      span: { from, until: at.size },
      scales: await this.scales.all(at.organization),
      today: verification.checkpoint.lastEntryAt.slice(0, 10),
    };
    const [claims, verdicts, corrections] = [
      new ClaimsTally(ground),
      new VerdictsTally(ground),
      new CorrectionsTally(ground),
    ];
    const total = await this.reads.count(at);
    let done = 0;
    await advance({ done, total });
    for await (const page of this.reads.pages(at, from)) {
      for (const record of page) for (const tally of [claims, verdicts, corrections]) tally.add(record);
      done += page.length;
      await advance({ done, total });
    }
    return {
      report: 'transparency',
      schema: 1,
      organization: { id: at.organization, name: field(organization?.state, 'name') || null },
      period: period ? { from: period.from, until: period.until } : null,
      span: ground.span,
      claims: claims.figures,
      verdicts: verdicts.figures,
      corrections: corrections.figures,
      policies: await this.store.policies(at, from),
      sample: seed === undefined ? null : drawn(new Sample(seed, size), verdicts.checks),
      headings: { ifcn, efcsn },
      verification,
      checks: verdicts.checks,
    };
  }
}

function drawn(sample: Sample, checks: readonly Check[]): TransparencyModel['sample'] {
  for (const { verdict } of checks) sample.offer(verdict);
  const known = new Map(checks.map((check) => [check.verdict, check]));
  return {
    seed: sample.seed,
    size: sample.size,
    drawn: sample.all.map((one) => ({ ...one, check: known.get(one.id) as Check })),
  };
}
