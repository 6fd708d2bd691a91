import type { ReportEntry } from '../reports/report-kind.js';
import { bomRuling } from './bom-ruling.js';
import { CorrectionsRegister } from './corrections-register.js';

export const correctionsRegisterReport = {
  about: 'one row a correction, with what stood before and after it',
  formats: ['csv', 'ndjson', 'xlsx'],
  action: 'report.read',
  parameters: ['claim', 'period', 'bom'],
  check: ({ bom }, format) => bomRuling(bom, format),
  endsWithPeriod: true,
  writer: CorrectionsRegister,
} as const satisfies ReportEntry;
