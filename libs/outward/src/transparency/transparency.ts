import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { writePaper } from '../paper/write-paper.js';
import type { Progress, ReportOrder, ReportWriter } from '../reports/report-kind.js';
import { modelJson } from './model-json.js';
import { TransparencyBuilder } from './transparency-builder.js';
import { transparencyPaper } from './transparency-paper.js';

/** A PDF is laid out as a whole, in memory: of longer lists it has the beginning and says so. */
const mostInPdf = 500;

/** The figures of a period, for assessors and readers. */
@Injectable()
export class Transparency implements ReportWriter {
  constructor(private readonly builder: TransparencyBuilder) {}

  async write(
    { at, format, parameters }: ReportOrder,
    out: Writable,
    advance: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    const model = await this.builder.build(at, parameters, advance);
    if (format === 'json') await pipeline(Readable.from(modelJson(model)), out);
    else
      await writePaper(format, transparencyPaper(model, format === 'pdf' ? mostInPdf : Number.MAX_SAFE_INTEGER), out);
  }
}
