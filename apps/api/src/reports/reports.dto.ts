import { type ClaimKind, claimKinds, type ClaimStatus, claimStatuses } from '#libs/factcheck';
import {
  type BundleAudience,
  bundleAudiences,
  type ReportFormat,
  reportFormats,
  type ReportKind,
  reportKinds,
  type ReportParameter,
  type ReportParameters,
  reportRegistry,
} from '#libs/outward';
import { Code } from '../shapes/codes.js';
import { Beside, Choice, Flag, Inside, Language, Moment, UuidField, Whole } from '../shapes/fields.js';

export class ReportPeriodBody {
  @Moment({ about: 'After this.' })
  from!: string;

  @Moment({ about: 'Up to this.' })
  until!: string;
}

/** Which kinds take a parameter stands in the registry of reports, and nowhere else. */
const onlyFor = (parameter: ReportParameter, about: string): { optional: true; about: string } => ({
  optional: true,
  about: `${about} For ${reportKinds.filter((kind) => reportRegistry[kind].parameters.includes(parameter)).join(', ')}.`,
});

/** A field for each parameter; which of them a kind takes is asked of the registry. */
export class RequestReportBody implements ReportParameters {
  @Choice(reportKinds, {
    about: reportKinds
      .map((kind) => `${kind}: ${reportRegistry[kind].about} (${reportRegistry[kind].formats.join(', ')}).`)
      .join(' '),
  })
  kind!: ReportKind;

  @Choice(reportFormats, { optional: true, about: 'The first that the kind names when not given.' })
  format?: ReportFormat;

  @Choice(claimStatuses, onlyFor('status', 'Only claims of this status.'))
  status?: ClaimStatus;

  @Choice(claimKinds, onlyFor('claimKind', 'Only claims of this kind.'))
  claimKind?: ClaimKind;

  @Code(onlyFor('topic', 'Only claims about the topic with this code.'))
  topic?: string;

  @Language(onlyFor('language', 'Only claims in this language.'))
  language?: string;

  @UuidField(onlyFor('assignee', 'Only claims that this member works on.'))
  assignee?: string;

  @UuidField(onlyFor('claimant', 'Only claims that this claimant made, or whatever was merged into them.'))
  claimant?: string;

  @Flag(onlyFor('bom', 'Begin a CSV with a byte order mark, by which Excel knows UTF-8.'))
  bom?: boolean;

  @Whole(1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'The size of an older signed checkpoint: gives the bytes of an earlier report again.',
  })
  checkpoint?: number;

  @Whole(
    1,
    Number.MAX_SAFE_INTEGER,
    onlyFor('since', 'The size of a checkpoint that you hold, to get what came after it.'),
  )
  since?: number;

  @Inside(
    () => ReportPeriodBody,
    onlyFor('period', 'What the log took in then, up to the last checkpoint of that time.'),
  )
  period?: ReportPeriodBody;

  @UuidField(onlyFor('claim', 'About this claim; in a bundle there is of all others the place and leaf hash.'))
  claim?: string;

  @Choice(bundleAudiences, onlyFor('audience', 'internal: everything; assessor: without what is between lawyers.'))
  audience?: BundleAudience;

  @Beside(onlyFor('seed', "Words of an assessor's own, with which a random sample is drawn."))
  seed?: string;

  @Whole(1, 200, onlyFor('sample', 'So many checks are drawn; 10 when not given.'))
  sample?: number;
}
