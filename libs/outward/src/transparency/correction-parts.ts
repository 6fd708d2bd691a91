import { minuteOf } from '../paper/moment.js';
import type { Section } from '../paper/paper.js';
import { spoken } from '../paper/words.js';
import { bars, countTable } from './bars.js';
import type { Spread } from './counts.js';
import type { Heading } from './headings.js';
import { limited } from './limited.js';
import type { TransparencyModel } from './transparency-model.js';

export function correctionsPart({ corrections }: TransparencyModel): Section {
  const { deadlines } = corrections;
  return {
    id: 'corrections',
    title: 'Corrections, and promised days',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Asked for', `${corrections.requested}, of these ${corrections.fromReaders} by readers`],
          ['Published', String(corrections.published)],
          ['Accepted as major', String(corrections.major)],
          ['Suspensions', String(corrections.suspended)],
          ['Days to a decision', days(corrections.daysToDecision)],
          ['Days to publication', days(corrections.daysToPublication)],
        ],
      },
      ...bars('kinds', 'Decisions by kind', corrections.byKind, 'Kind'),
      countTable(
        'How what was asked for stands at the checkpoint',
        corrections.byStatus.map(({ what, count }) => ({ what: spoken(what), count })),
        'Status',
      ),
      {
        kind: 'table',
        caption: 'Deadlines',
        columns: [
          { title: 'Promise', share: 2.5 },
          { title: 'Kept', numbers: true },
          { title: 'Late', numbers: true },
          { title: 'Overdue', numbers: true },
        ],
        rows: [
          [
            'Decisions on corrections, by the day of the policy',
            String(deadlines.correctionsInTime),
            String(deadlines.correctionsLate),
            String(deadlines.correctionsOverdue),
          ],
          [
            'First publication, by the day of the assignment',
            String(deadlines.claimsInTime),
            String(deadlines.claimsLate),
            '',
          ],
        ],
      },
    ],
  };
}

const days = ({ count, median, p90 }: Spread): string =>
  median === null || p90 === null
    ? 'none'
    : `half took at most ${rounded(median)}, 9 of 10 at most ${rounded(p90)} (${count})`;

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

export const rulesPart = ({ policies, verdicts }: TransparencyModel): Section => ({
  id: 'rules',
  title: 'Rules that were in force',
  blocks: [
    limited(
      'Versions of the policy that came in force',
      [
        { title: 'Version' },
        { title: 'When', share: 1.3 },
        { title: 'Index', numbers: true },
        { title: 'Asks for less in', share: 2.5 },
      ],
      policies,
      ({ version, at, index, weakens }) => [version, minuteOf(at), String(index), weakens.join(', ') || 'nothing'],
      1_000,
    ),
    countTable('Published under which version of the methodology', verdicts.byMethodology, 'Version'),
  ],
});

/** What of this report answers which heading, and what none of it does. */
export const headingsPart = ({ headings }: TransparencyModel, titles: ReadonlyMap<string, string>): Section => ({
  id: 'headings',
  title: 'By the headings of IFCN and EFCSN',
  blocks: (
    [
      ['IFCN Code of Principles', headings.ifcn],
      ['EFCSN European Code of Standards', headings.efcsn],
    ] as const
  ).map(([caption, all]) => ({
    kind: 'table',
    caption,
    columns: [
      { title: 'Heading', share: 1.5 },
      { title: 'Answered by', share: 1.5 },
      { title: 'Not evidenced here', share: 2 },
    ],
    rows: all.map((heading: Heading) => [
      heading.heading,
      heading.answeredBy.length === 0
        ? 'nothing'
        : heading.answeredBy.map((part) => titles.get(part) ?? part).join('; '),
      heading.notEvidencedHere,
    ]),
  })),
});
