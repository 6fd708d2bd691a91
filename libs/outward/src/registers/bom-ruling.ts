import { refusal, type Ruling } from '#libs/kernel';
import type { ReportFormat } from '../reports/report-kind.js';

/** Only a CSV may begin with a byte order mark. */
export const bomRuling = (bom: boolean | undefined, format: ReportFormat): Ruling =>
  bom !== true || format === 'csv'
    ? undefined
    : refusal('request.invalid', `A byte order mark is for CSV, and this is ${format}. Leave bom out.`, {
        errors: [{ field: 'bom', message: 'only with csv' }],
      });
