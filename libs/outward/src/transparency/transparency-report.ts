import { refusal } from '#libs/kernel';
import type { ReportEntry } from '../reports/report-kind.js';
import { Transparency } from './transparency.js';

export const transparencyReport = {
  about:
    'figures and charts of a period, every published check, a random sample, and what answers which heading of IFCN and EFCSN',
  formats: ['html', 'pdf', 'json'],
  action: 'transparency.read',
  parameters: ['period', 'seed', 'sample'],
  check: ({ seed, sample }) =>
    sample === undefined || seed !== undefined
      ? undefined
      : refusal('request.invalid', 'A sample is drawn with a seed. Give words of your own as seed.', {
          errors: [{ field: 'sample', message: 'only together with seed' }],
        }),
  endsWithPeriod: true,
  writer: Transparency,
} as const satisfies ReportEntry;
