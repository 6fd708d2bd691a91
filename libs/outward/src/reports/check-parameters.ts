import { refusal, type Ruling } from '#libs/kernel';
import type { ReportFormat, ReportParameter, ReportParameters } from './report-kind.js';
import { type ReportKind, reportKinds, reportRegistry } from './report-registry.js';

/** Whether this kind comes in this format and takes these parameters, each with its field and what to do. */
export function checkParameters(kind: ReportKind, format: ReportFormat, parameters: ReportParameters): Ruling {
  const entry = reportRegistry[kind];
  if (!entry.formats.includes(format)) {
    return refusal('request.invalid', `${kind} is made as ${entry.formats.join(', ')}, and not as ${format}.`, {
      errors: [{ field: 'format', message: `must be one of ${entry.formats.join(', ')}` }],
    });
  }
  const strange = given(parameters).filter((name) => !entry.parameters.includes(name));
  if (strange.length > 0) {
    return refusal('request.invalid', `${kind} does not take ${strange.join(', ')}. Leave it out.`, {
      errors: strange.map((field) => ({ field, message: `only for ${takers(field)}` })),
    });
  }
  const missing = (entry.required ?? []).filter((name) => parameters[name] === undefined);
  if (missing.length > 0) {
    return refusal('request.invalid', `${kind} needs ${missing.join(', ')}.`, {
      errors: missing.map((field) => ({ field, message: 'is needed for this kind' })),
    });
  }
  return entry.check?.(parameters, format);
}

const given = (parameters: ReportParameters): ReportParameter[] =>
  (Object.keys(parameters) as ReportParameter[]).filter((name) => parameters[name] !== undefined);

const takers = (name: ReportParameter): string =>
  reportKinds.filter((kind) => reportRegistry[kind].parameters.includes(name)).join(', ') || 'no kind of report';
