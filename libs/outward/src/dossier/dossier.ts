import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Verifications } from '../paper/verification.js';
import { writePaper } from '../paper/write-paper.js';
import type { Progress, ReportOrder, ReportWriter } from '../reports/report-kind.js';
import { dossierModel } from './dossier-builder.js';
import { DossierReads } from './dossier-facts.js';
import { dossierPaper } from './dossier-paper.js';

/** One claim, whole and printable. */
@Injectable()
export class Dossier implements ReportWriter {
  constructor(
    private readonly reads: DossierReads,
    private readonly verifications: Verifications,
  ) {}

  demand({ at, parameters }: ReportOrder): Promise<void> {
    return this.reads.demandClaim(at, parameters);
  }

  async write(
    { at, format, parameters }: ReportOrder,
    out: Writable,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    await advance({ done: 0, total: 2 });
    const facts = await this.reads.of(at, parameters);
    const verification = await this.verifications.at(at, { claim: parameters.claim });
    const model = dossierModel(facts, at.organization, parameters, verification);
    await advance({ done: 1, total: 2 });
    if (format === 'json') await pipeline(Readable.from([`${JSON.stringify(model, null, 2)}\n`]), out);
    else await writePaper(format, dossierPaper(model), out);
    await advance({ done: 2, total: 2 });
  }
}
