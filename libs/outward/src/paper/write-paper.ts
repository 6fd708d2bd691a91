import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReportOrder } from '../reports/report-kind.js';
import type { Paper } from './paper.js';
import { paperHtml } from './paper-html.js';

/** Writes a paper for a browser or for a printer and ends `out`. */
export async function writePaper(format: ReportOrder['format'], paper: Paper, out: Writable): Promise<void> {
  if (format !== 'pdf') return pipeline(Readable.from(paperHtml(paper)), out);
  // What makes PDFs is large: most processes never make one, so it is loaded with the first.
  const { writePaperPdf } = await import('./paper-pdf.js');
  await writePaperPdf(paper, out);
}
