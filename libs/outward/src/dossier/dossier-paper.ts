import type { Paper } from '../paper/paper.js';
import { minuteOf } from '../paper/moment.js';
import { verificationSection } from '../paper/verification-section.js';
import { correctionsSection, deskSection, historySection } from './chapters/afterwards.js';
import { claimSection, sayingsSection } from './chapters/claim.js';
import { evidenceSection, repliesSection } from './chapters/evidence.js';
import { verdictsSection } from './chapters/verdicts.js';
import type { DossierModel } from './dossier-model.js';
import { field } from '../state.js';

/** The dossier as a document: HTML and PDF are made of this. */
export function dossierPaper(model: DossierModel): Paper {
  const { claim, organization, audience, period, events, verification } = model;
  const { checkpoint } = verification;
  return {
    title: `Dossier: ${field(claim, 'statement')}`,
    date: checkpoint.lastEntryAt,
    identity: `Dossier of claim ${field(claim, 'id')}, log ${checkpoint.origin}, checkpoint ${checkpoint.size}`,
    lead: [
      `${organization.name ?? 'A newsroom'}: everything that is recorded of one claim, as the log stood at checkpoint ${checkpoint.size} (last entry ${minuteOf(checkpoint.lastEntryAt)}).`,
      audience === 'assessor'
        ? 'Made for an assessor: members stand under numbers instead of names.'
        : 'Made for the newsroom itself: it names members, and holds comments that are not public.',
      ...(period ? [`The history below is of the time from ${period.from} to ${period.until}.`] : []),
    ],
    sections: [
      claimSection(model),
      sayingsSection(model),
      repliesSection(model),
      evidenceSection(model),
      verdictsSection(model),
      correctionsSection(model),
      deskSection(model),
      historySection(model),
      verificationSection(verification, [
        [
          'Entries about this claim',
          events.count === 0 ? 'none' : `${events.count}, from index ${events.first} to ${events.last}`,
        ],
      ]),
    ],
  };
}
