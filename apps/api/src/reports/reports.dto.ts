import { claimStatuses } from '#libs/factcheck';
import { reportKinds, type ReportKind } from '#libs/outward';
import { Choice } from '../shapes/fields.js';

export class RequestReportBody {
  @Choice(reportKinds, {
    about: 'claims-register: one CSV row a claim. audit-bundle: a ZIP that anyone can verify offline.',
  })
  kind!: ReportKind;

  @Choice(claimStatuses, { optional: true, about: 'Only for the claims register: only claims of this status.' })
  status?: string;
}
