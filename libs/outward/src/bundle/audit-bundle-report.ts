import { refusal } from '#libs/kernel';
import type { ReportEntry } from '../reports/report-kind.js';
import { AuditBundle } from './audit-bundle.js';

export const auditBundleReport = {
  about: 'the log as a ZIP that anyone can verify offline',
  formats: ['zip'],
  action: 'audit.export',
  parameters: ['since', 'period', 'claim', 'audience'],
  check: ({ since, period }) =>
    since === undefined || period === undefined
      ? undefined
      : refusal('request.invalid', 'Say where the bundle begins in one way: since, or period.', {
          errors: [{ field: 'since', message: 'not together with period' }],
        }),
  endsWithPeriod: true,
  holdsBallots: true,
  writer: AuditBundle,
} as const satisfies ReportEntry;
