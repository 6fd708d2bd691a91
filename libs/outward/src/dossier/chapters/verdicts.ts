import type { Block, Section, Words } from '../../paper/paper.js';
import { minuteOf } from '../../paper/moment.js';
import type { BallotTold, DossierModel, VerdictVersion } from '../dossier-model.js';
import { field, inside, listed } from '../../state.js';
import { address, facts, foreign, spoken } from '../../paper/words.js';
import { whoIn } from './words.js';

export const verdictsSection = (model: DossierModel): Section => ({
  id: 'verdicts',
  title: 'Verdicts, every version',
  blocks:
    model.verdicts.length === 0
      ? [{ kind: 'text', words: 'No verdict was drafted.' }]
      : model.verdicts.flatMap((version) => versionBlocks(version, model)),
});

function versionBlocks(version: VerdictVersion, model: DossierModel): Block[] {
  const { verdict, ratingLabel, frozen } = version;
  const who = whoIn(model);
  const language = field(model.claim, 'language');
  const legacy = inside(verdict, 'legacy');
  const rest = inside(verdict, 'rest');
  const when = (name: string): string => field(verdict, name) && minuteOf(field(verdict, name));
  return [
    {
      kind: 'heading',
      text: `Version ${field(verdict, 'number')}: ${ratingLabel || spoken(field(verdict, 'outcome'))} (${spoken(field(verdict, 'status'))})`,
    },
    { kind: 'quote', words: [{ ...foreign(field(verdict, 'summary'), language), strong: true }] },
    { kind: 'quote', words: [foreign(field(verdict, 'rationale'), language)] },
    {
      kind: 'facts',
      facts: facts([
        [
          'Rating',
          ratingLabel &&
            `${ratingLabel} (${field(verdict, 'rating')}, scale ${field(inside(verdict, 'scale'), 'code')} version ${field(inside(verdict, 'scale'), 'version')})`,
        ],
        ['Judged as of', field(verdict, 'judgedAsOf')],
        ['Evidence up to', field(verdict, 'evidenceCutOff')],
        ['Authors', listed(verdict, 'authors').map(who).join(', ')],
        ['Decided before Claimdesk', legacy && `no ballots; "${field(legacy, 'label')}" in the archive`],
        ['Policy', field(verdict, 'policy') && `version ${field(verdict, 'policy')}`],
        ['Methodology', field(verdict, 'methodology') && `version ${field(verdict, 'methodology')}`],
        ['Procedure', field(verdict, 'procedure')],
        [
          'Quorum',
          inside(verdict, 'quorum') &&
            `${field(inside(verdict, 'quorum'), 'approvals')} of ${field(inside(verdict, 'quorum'), 'of')}`,
        ],
        [
          'Rest of the ballots',
          rest &&
            `${spoken(field(rest, 'status'))}${field(rest, 'dueAt') && `, due ${minuteOf(field(rest, 'dueAt'))}`}`,
        ],
        [
          'Evidence below policy',
          field(verdict, 'overrideReason') &&
            `${spoken(field(verdict, 'overrideKind'))}: ${field(verdict, 'overrideReason')}`,
        ],
        ['Submitted', when('submittedAt')],
        ['Scheduled for', when('scheduledFor')],
        ['Embargo lifted because', field(verdict, 'embargoLiftedBecause')],
        [
          'Published',
          field(verdict, 'publishedAt') &&
            `${when('publishedAt')} by ${verdict.publisher ? who(verdict.publisher) : 'the clock or the archive'}`,
        ],
        ['Carries out correction', field(verdict, 'correction')],
        ['Digest (SHA-256)', field(verdict, 'digest')],
        ['Id', field(verdict, 'id')],
      ]),
    },
    ...frozenBlocks(frozen),
    ...ballotBlocks(version, who),
  ];
}

/** What every ballot was cast on; nothing later touched it. */
function frozenBlocks(frozen: VerdictVersion['frozen']): Block[] {
  if (!frozen) return [];
  return [
    {
      kind: 'table',
      caption: 'What it rests on, as frozen at submission',
      columns: [
        { title: 'Source', share: 2.4 },
        { title: 'Stance', share: 0.8 },
        { title: 'Held', share: 0.8 },
        { title: 'Excerpt', share: 2 },
      ],
      rows: frozen.citations.map((citation): Words[] => [
        [
          [citation.source.title, citation.source.publisher].filter(Boolean).join('; '),
          ...(citation.source.url ? ['. ', address(citation.source.url)] : []),
        ],
        `${citation.stance}${citation.primary ? ', primary' : ''}${citation.derivesFrom ? '; derives from another' : ''}`,
        citation.mode,
        citation.excerpt ?? '',
      ]),
    },
    {
      kind: 'facts',
      facts: [
        ['Utterances judged', String(frozen.utterances.length)],
        [
          'Precedents',
          frozen.precedents
            .map(({ id, departsBecause }) => (departsBecause ? `${id}, departs because: ${departsBecause}` : id))
            .join('; ') || 'none considered',
        ],
      ],
    },
  ];
}

function ballotBlocks({ ballots, tally, verdict }: VerdictVersion, who: (id: unknown) => string): Block[] {
  if (ballots === null)
    return [
      {
        kind: 'note',
        words:
          'Ballots on this version are hidden until the quorum has decided, from everybody who has not voted, and so from this report.',
      },
    ];
  if (ballots.length === 0 || tally === null)
    return field(verdict, 'digest') === '' ? [] : [{ kind: 'note', words: 'No ballot was cast on this version.' }];
  const dissent = ballots.filter(({ dissents }) => dissents).length;
  return [
    {
      kind: 'table',
      caption: `Ballots: ${tally.approve} approve, ${tally.reject} reject, ${tally.recuse} stood aside; ${dissent} in dissent`,
      columns: [
        { title: 'Voter', share: 1.2 },
        { title: 'Ballot', share: 1 },
        { title: 'In words', share: 2.6 },
        { title: 'When', share: 1 },
        { title: 'Remarks', share: 1.4 },
      ],
      rows: ballots.map(({ ballot, ...told }): Words[] => [
        who(ballot.voter),
        field(ballot, 'choice'),
        [
          field(ballot, 'comment') || field(ballot, 'reason'),
          field(ballot, 'suggestedRating') && `would give: ${spoken(field(ballot, 'suggestedRating'))}`,
        ]
          .filter(Boolean)
          .join('; '),
        minuteOf(field(ballot, 'createdAt')),
        remarks(told, field(ballot, 'voidedBecause')),
      ]),
    },
  ];
}

const remarks = ({ stands, dissents, relatedCredential }: Omit<BallotTold, 'ballot'>, voided: string): string =>
  [
    stands ? '' : voided ? `void: ${voided}` : 'on an earlier text',
    dissents ? 'DISSENT' : '',
    relatedCredential ? 'cast with a credential that an author or the publisher issued' : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
