import { type ClaimStatus, claimStatuses } from '#libs/factcheck';
import { type ReportKind, reportKinds } from '#libs/outward';
import { Choice, Whole } from '../shapes/fields.js';

export class RequestReportBody {
  @Choice(reportKinds, {
    about: 'claims-register: one CSV row a claim. audit-bundle: a ZIP that anyone can verify offline.',
  })
  kind!: ReportKind;

  @Choice(claimStatuses, { optional: true, about: 'Only for the claims register: only claims of this status.' })
  status?: ClaimStatus;

  @Whole(1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'The size of an older signed checkpoint: gives the bytes of an earlier report again.',
  })
  checkpoint?: number;
}
