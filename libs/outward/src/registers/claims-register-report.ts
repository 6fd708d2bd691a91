import type { ReportEntry } from '../reports/report-kind.js';
import { bomRuling } from './bom-ruling.js';
import { ClaimsRegister } from './claims-register.js';

export const claimsRegisterReport = {
  about: 'one row a claim',
  formats: ['csv', 'ndjson', 'xlsx'],
  action: 'report.read',
  parameters: ['status', 'claimKind', 'topic', 'language', 'assignee', 'claimant', 'period', 'bom'],
  check: ({ bom }, format) => bomRuling(bom, format),
  endsWithPeriod: true,
  writer: ClaimsRegister,
} as const satisfies ReportEntry;
