import { spell } from '../paper/moment.js';
import type { Section } from '../paper/paper.js';
import { spoken } from '../paper/words.js';
import { bars } from './bars.js';
import type { BalanceRow } from './claims-tally.js';
import type { Count } from './counts.js';
import { limited } from './limited.js';
import type { TransparencyModel } from './transparency-model.js';

const mostLines = 200;

export const selectionPart = ({ claims }: TransparencyModel): Section => ({
  id: 'selection',
  title: 'What came in, and what was chosen',
  blocks: [
    {
      kind: 'facts',
      facts: [
        ['Claims that came in', String(claims.submitted)],
        ['Of the archive', `${claims.fromArchive}, decided before Claimdesk; counted nowhere else`],
        ['Accepted for checking', String(claims.accepted)],
        ['Declined or dropped', String(claims.declined)],
        ['Withdrawn', String(claims.withdrawn)],
        ['Merged as duplicates', String(claims.duplicates)],
        ['Taken up again', String(claims.reopened)],
      ],
    },
    ...bars('origins', 'Where claims came from', claims.byOrigin, 'Origin'),
    ...bars('selected', 'Why they were selected', claims.selectedFor, 'Reason'),
    ...bars('declined', 'Why they were not', words(claims.declinedBecause), 'Reason'),
    ...bars('topics-in', 'Topics of what came in', claims.byTopic, 'Topic'),
    {
      kind: 'note',
      words: 'Free words about a declined claim are not told. A claim with two topics is counted under both.',
    },
  ],
});

const words = (counts: readonly Count[]): readonly Count[] =>
  counts.map(({ what, count }) => ({ what: spoken(what), count }));

export const balancePart = ({ claims, verdicts }: TransparencyModel): Section => ({
  id: 'balance',
  title: 'Balance, as counts',
  blocks: [
    {
      kind: 'note',
      words:
        'Counts, and the reasons that were recorded when claims were selected. There is no score: how many claims of whom a newsroom should check depends on what they say. Affiliations are those at the time of saying. Whoever said a claim together with others is counted too, so lines do not add up.',
    },
    limited(
      'By affiliation of whoever said it',
      [
        { title: 'Affiliation', share: 2.4 },
        { title: 'Came in', numbers: true },
        { title: 'Accepted', numbers: true },
        { title: 'Declined', numbers: true },
        { title: 'Published', numbers: true },
        { title: 'Selected for', share: 2 },
      ],
      claims.balance,
      (row: BalanceRow) => [
        row.affiliation,
        String(row.submitted),
        String(row.accepted),
        String(row.declined),
        String(row.published),
        row.selectedFor.map(({ what, count }) => `${what} ${count}`).join(', '),
      ],
      mostLines,
    ),
    ...bars(
      'affiliations',
      'Published verdicts by affiliation',
      verdicts.byAffiliation.slice(0, mostLines),
      'Affiliation',
    ),
    ...bars('claimants', 'Published verdicts by claimant', verdicts.byClaimant.slice(0, mostLines), 'Claimant'),
    ...(Math.max(verdicts.byClaimant.length, verdicts.byAffiliation.length) > mostLines
      ? [
          {
            kind: 'note',
            words: `Only the ${mostLines} longest lines of each; the JSON of this report has all.`,
          } as const,
        ]
      : []),
  ],
});

export const timePart = ({ claims }: TransparencyModel): Section => ({
  id: 'time',
  title: 'Time per stage',
  blocks: [
    {
      kind: 'table',
      caption: 'Stays that ended in the period',
      columns: [
        { title: 'Stage', share: 1.5 },
        { title: 'Stays', numbers: true },
        { title: 'Half took at most' },
        { title: '9 of 10 took at most' },
        { title: 'Longest' },
      ],
      rows: claims.stages.map(({ stage, stays }) => [
        spoken(stage),
        String(stays.count),
        ...[stays.median, stays.p90, stays.most].map((seconds) => (seconds === null ? '' : spell(seconds * 1_000))),
      ]),
    },
    {
      kind: 'note',
      words:
        'Times are those at which events got their place in the log. "checking" ends when a verdict goes to review.',
    },
  ],
});
