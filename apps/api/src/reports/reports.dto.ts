import { type ClaimStatus, claimStatuses } from '#libs/factcheck';
import { type BundleAudience, bundleAudiences, type ReportKind, reportKinds } from '#libs/outward';
import { Choice, Inside, Moment, UuidField, Whole } from '../shapes/fields.js';

export class BundlePeriodBody {
  @Moment({ about: 'After this.' })
  from!: string;

  @Moment({ about: 'Up to this.' })
  until!: string;
}

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

  @Whole(1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'Only for the audit bundle: the size of a checkpoint that you hold, to get what came after it.',
  })
  since?: number;

  @Inside(() => BundlePeriodBody, {
    optional: true,
    about: 'Only for the audit bundle: what the log took in then, up to the last checkpoint of that time.',
  })
  period?: BundlePeriodBody;

  @UuidField({
    optional: true,
    about: 'Only for the audit bundle: entries about this claim; of all others place and leaf hash.',
  })
  claim?: string;

  @Choice(bundleAudiences, {
    optional: true,
    about: 'Only for the audit bundle. internal: everything; assessor: without what is between lawyers.',
  })
  audience?: BundleAudience;
}
