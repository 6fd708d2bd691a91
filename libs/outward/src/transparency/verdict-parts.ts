import type { Block, Column, Section } from '../paper/paper.js';
import { address, foreign, spoken } from '../paper/words.js';
import { bars, countTable } from './bars.js';
import { limited } from './limited.js';
import type { TransparencyModel } from './transparency-model.js';
import type { Check, Remarkable } from './verdicts-tally.js';

export const verdictsPart = ({ verdicts }: TransparencyModel): Section => ({
  id: 'verdicts',
  title: 'Verdicts that were published',
  blocks: [
    {
      kind: 'facts',
      facts: [
        ['Verdict versions published', String(verdicts.published)],
        ['Retractions', String(verdicts.retractions)],
        ['Of both, not the first of their claim', String(verdicts.later)],
      ],
    },
    ...bars('ratings', 'By rating', verdicts.byRating, 'Rating'),
    ...bars('topics', 'By topic', verdicts.byTopic, 'Topic'),
    ...bars('months', 'By month', verdicts.byMonth, 'Month'),
  ],
});

export function sourcesPart({ verdicts }: TransparencyModel): Section {
  const { sources, published, retractions } = verdicts;
  const all = published + retractions;
  return {
    id: 'sources',
    title: 'Sources',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Different sources per verdict', number(sources.perVerdict.median, 'half have at most')],
          ['', number(sources.perVerdict.most, 'the most')],
          ['Verdicts with a primary source', share(sources.withPrimary, all)],
          ['Citations that are primary', share(sources.primaryCitations, sources.citations)],
          ['Verdicts with one source only', share(sources.withOneSource, all)],
        ],
      },
      countTable('How citations are held', sources.byMode, 'Held'),
      countTable('What they do to the claim', sources.byStance, 'Stance'),
      {
        kind: 'note',
        words:
          'Counted from what was frozen when each verdict was submitted. "Primary" is said for this claim by whoever cited it.',
      },
    ],
  };
}

const number = (value: number | null, words: string): string => (value === null ? 'none' : `${words} ${value}`);

const share = (count: number, of: number): string =>
  of === 0 ? '0' : `${count} of ${of} (${Math.round((count / of) * 1_000) / 10} %)`;

export function reviewPart({ verdicts }: TransparencyModel, most: number): Section {
  const { review, overrides, urgent, relatedCredentials } = verdicts;
  return {
    id: 'review',
    title: 'Who judged: quorum and dissent',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Published with dissent', `${review.withDissent}: at least one standing ballot rejected`],
          ['Sent back to their authors', String(review.sentBack)],
          ['Ballots still hidden', `of ${review.hidden} urgent publications; counted nowhere here`],
        ],
      },
      countTable('Quorum', review.byQuorum, 'Approvals'),
      countTable('Ballots on what was published', review.ballots, 'Ballot'),
      remarkable('Evidence below policy, by an editor’s word (overrides)', overrides, most),
      remarkable('Urgent publications', urgent, most),
      remarkable('Ballots cast with a credential that an author or the publisher issued', relatedCredentials, most),
    ],
  };
}

const remarkable = (caption: string, all: readonly Remarkable[], most: number): Block =>
  limited(
    caption,
    [
      { title: 'Claim', share: 1.2 },
      { title: 'Verdict', share: 1.2 },
      { title: 'What', share: 2 },
    ],
    all,
    ({ claim, verdict, told }) => [claim, verdict, told],
    most,
  );

const checkColumns: readonly Column[] = [
  { title: 'Check', share: 1.3 },
  { title: 'Statement', share: 2.4 },
  { title: 'Rating', share: 0.9 },
  { title: 'Published', share: 0.9 },
  { title: 'Address', share: 1.6 },
];

const checkRow = (check: Check) =>
  [
    `${check.verdict} (version ${check.version})`,
    [foreign(check.statement, check.language)],
    `${check.rating}${check.procedure === 'standard' ? '' : `, ${spoken(check.procedure)}`}`,
    check.publishedAt.slice(0, 10),
    check.address === null ? 'none recorded' : [address(check.address)],
  ] as const;

export const samplePart = ({ sample }: TransparencyModel): Section => ({
  id: 'sample',
  title: 'A random sample',
  blocks:
    sample === null
      ? [
          {
            kind: 'text',
            words:
              'Nobody gave a seed, so no sample was drawn. Ask for this report with "seed": words of the assessor’s own choosing.',
          },
        ]
      : [
          {
            kind: 'text',
            words: `Drawn with the seed "${sample.seed}": the ${sample.size} checks below for which SHA-256 of the seed, a newline (0x0A), and the verdict’s id is smallest. Anybody draws it again from the list of all checks.`,
          },
          limited('The sample', checkColumns, sample.drawn, ({ check }) => checkRow(check), sample.size),
        ],
});

/** All of them, in tables of 500, so that none is too long to be read or made. */
const checksPerTable = 500;

export function checksPart({ checks }: TransparencyModel, most: number): Section {
  const shown = checks.slice(0, most);
  const tables: Block[] = [];
  for (let first = 0; first < shown.length; first += checksPerTable) {
    const rows = shown.slice(first, first + checksPerTable);
    tables.push({
      kind: 'table',
      caption: `Checks ${first + 1} to ${first + rows.length} of ${checks.length}`,
      columns: checkColumns,
      rows: rows.map(checkRow),
    });
  }
  const without = checks.filter(({ address: at }) => at === null).length;
  return {
    id: 'checks',
    title: 'Every published check',
    blocks: [
      {
        kind: 'text',
        words: `${checks.length} verdict versions were published. ${without === 0 ? 'Each has its address: the page of record that was set, else the newsroom’s own public page (a path where the log does not say at which site).' : `Of ${without} no public address is known.`}`,
      },
      ...(shown.length < checks.length
        ? [
            {
              kind: 'note',
              words: `This file lists the first ${most}; the HTML and the JSON of this report list all.`,
            } as const,
          ]
        : []),
      ...tables,
    ],
  };
}
