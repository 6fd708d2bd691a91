import type { ReportEntry } from '../report-kind.js';
import { ClaimsRegister } from './claims-register.js';

export const claimsRegisterReport = {
  about: 'one row a claim',
  formats: ['csv'],
  action: 'report.read',
  parameters: ['status', 'period'],
  endsWithPeriod: true,
  writer: ClaimsRegister,
} as const satisfies ReportEntry;
