import type { ReportEntry } from '../reports/report-kind.js';
import { Dossier } from './dossier.js';

export const dossierReport = {
  about: 'one claim, whole and printable: utterances, evidence, every verdict with its ballots, corrections, timeline',
  formats: ['html', 'pdf', 'json'],
  action: 'report.read',
  parameters: ['claim', 'audience'],
  required: ['claim'],
  writer: Dossier,
} as const satisfies ReportEntry;
