import { minuteOf } from '../paper/moment.js';
import type { Paper, Section } from '../paper/paper.js';
import { verificationSection } from '../paper/verification-section.js';
import { correctionsPart, headingsPart, rulesPart } from './correction-parts.js';
import { balancePart, selectionPart, timePart } from './selection-part.js';
import type { TransparencyModel } from './transparency-model.js';
import { checksPart, reviewPart, samplePart, sourcesPart, verdictsPart } from './verdict-parts.js';

/** The report as a document. `most`: so many lines of each long list. */
export function transparencyPaper(model: TransparencyModel, most: number): Paper {
  const { organization, period, span, verification } = model;
  const { checkpoint } = verification;
  const when = period ? `${period.from} to ${period.until}` : 'since the log began';
  const parts: Section[] = [
    selectionPart(model),
    verdictsPart(model),
    balancePart(model),
    sourcesPart(model),
    reviewPart(model, most),
    timePart(model),
    correctionsPart(model),
    rulesPart(model),
  ];
  const checks = checksPart(model, most);
  const titles = new Map([...parts, checks].map(({ id, title }) => [id, title]));
  return {
    title: `Transparency report: ${organization.name ?? organization.id}`,
    date: checkpoint.lastEntryAt,
    identity: `Transparency report, ${when}, log ${checkpoint.origin}, checkpoint ${checkpoint.size}`,
    lead: [
      `What was checked, for whom, and how it ended: ${when}, as the log stood at checkpoint ${checkpoint.size} (last entry ${minuteOf(checkpoint.lastEntryAt)}).`,
      'Every figure is counted from the entries of the log. What the log cannot show is named in the part on IFCN and EFCSN.',
    ],
    sections: [
      ...parts,
      headingsPart(model, titles),
      samplePart(model),
      checks,
      verificationSection(verification, [['Entries', `index ${span.from} up to ${span.until - 1}`]]),
    ],
  };
}
