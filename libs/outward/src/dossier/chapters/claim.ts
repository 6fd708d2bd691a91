import type { Block, Section, Words } from '../../paper/paper.js';
import { minuteOf } from '../../paper/moment.js';
import type { DossierModel, Saying } from '../dossier-model.js';
import { field, inside, listed, type State } from '../../state.js';
import { address, facts, foreign, spoken } from '../../paper/words.js';
import { nameOf, whoIn } from './words.js';

export function claimSection(model: DossierModel): Section {
  const { claim, duplicates, links } = model;
  const who = whoIn(model);
  const hold = inside(claim, 'hold');
  return {
    id: 'claim',
    title: 'The claim',
    blocks: [
      { kind: 'quote', words: [foreign(field(claim, 'statement'), field(claim, 'language'))] },
      {
        kind: 'facts',
        facts: facts([
          ['Status', spoken(field(claim, 'status'))],
          ['Kind', spoken(field(claim, 'kind'))],
          ['Quantity', quantity(inside(claim, 'quantity'))],
          ['Language', field(claim, 'language')],
          ['Topics', listed(claim, 'topics').join(', ')],
          ['Came from', field(claim, 'origin')],
          ['Selected for', reason(claim, 'selectionReason', 'selectionNote')],
          ['Closed because', reason(claim, 'closingReason', 'closingNote')],
          ['Submitted', minuteOf(field(claim, 'createdAt'))],
          ['Assigned to', field(claim, 'assignee') && who(claim.assignee)],
          ['Merged into', field(claim, 'duplicateOf')],
          ['Suspended', field(claim, 'suspendedAt') && minuteOf(field(claim, 'suspendedAt'))],
          ['On hold', hold && `${field(hold, 'kind')}, since ${minuteOf(field(hold, 'since'))}; why is in no report`],
          ['To be checked again', field(claim, 'reviewBy')],
          ['Id', field(claim, 'id')],
        ]),
      },
      ...(duplicates.length === 0
        ? []
        : [
            { kind: 'heading', text: 'Merged into this claim' } as const,
            {
              kind: 'list',
              items: duplicates.map((one) => [
                foreign(field(one, 'statement'), field(one, 'language')),
                ` (${field(one, 'id')})`,
              ]),
            } as const,
          ]),
      ...(links.length === 0
        ? []
        : [
            { kind: 'heading', text: 'Linked claims' } as const,
            {
              kind: 'list',
              items: links.map(({ link, claim: other, direction }): Words => linkWords(link, other, direction)),
            } as const,
          ]),
    ],
  };
}

const reason = (claim: State, code: string, note: string): string =>
  [spoken(field(claim, code)), field(claim, note)].filter((part) => part !== '').join(': ');

function linkWords(link: State, other: { id: string; statement: string | null }, direction: 'to' | 'from'): Words {
  const kind = spoken(field(link, 'kind'));
  const gone = field(link, 'removedAt');
  return [
    direction === 'to' ? `this claim ${kind}: ` : `${kind} this claim: `,
    foreign(other.statement ?? '(not told)', ''),
    ` (${other.id})`,
    ...(gone === '' ? [] : [`; taken away ${minuteOf(gone)}`]),
  ];
}

function quantity(given: State | undefined): string {
  if (!given) return '';
  const range = [field(given, 'low'), field(given, 'high')].filter((one) => one !== '').join(' to ');
  const asOf = field(given, 'asOf');
  return `${spoken(field(given, 'comparator'))} ${range} ${field(given, 'unit')}${asOf === '' ? '' : `, as of ${asOf}`}`;
}

export const sayingsSection = ({ utterances, claim }: DossierModel): Section => ({
  id: 'utterances',
  title: 'Who said it, where and when',
  blocks:
    utterances.length === 0
      ? [{ kind: 'text', words: 'No utterance is recorded.' }]
      : utterances.flatMap((saying, place) => sayingBlocks(saying, place + 1, field(claim, 'id'))),
});

function sayingBlocks(
  { utterance, claimant, reportedBy, article, context, isFirst }: Saying,
  place: number,
  claim: string,
): Block[] {
  const outside = inside(utterance, 'unanchored');
  const language = field(article ?? undefined, 'language');
  return [
    { kind: 'heading', text: `${place}. ${nameOf(claimant)}${isFirst ? ' (first appearance)' : ''}` },
    ...(context
      ? [
          {
            kind: 'quote',
            words: [
              foreign(`${context.cutBefore ? '… ' : ''}${context.before}`, language),
              { ...foreign(context.quote, language), marked: true },
              foreign(`${context.after}${context.cutAfter ? ' …' : ''}`, language),
            ],
          } as const,
        ]
      : field(utterance, 'exact') !== ''
        ? [
            { kind: 'quote', words: [{ ...foreign(field(utterance, 'exact'), language), marked: true }] } as const,
            {
              kind: 'note',
              words: 'The text around the quote is not at hand, or is not the one that the log names.',
            } as const,
          ]
        : field(outside, 'excerpt') !== ''
          ? [{ kind: 'quote', words: field(outside, 'excerpt') } as const]
          : []),
    {
      kind: 'facts',
      facts: facts([
        ['Said by', `${nameOf(claimant)} (${field(claimant ?? undefined, 'kind') || 'unknown'})`],
        ['Affiliation then', field(utterance, 'affiliation')],
        ['Reported by', reportedBy ? nameOf(reportedBy) : ''],
        ['Mode', field(utterance, 'mode')],
        ['Implied because', field(utterance, 'impliedBecause')],
        ['Said on', field(utterance, 'saidOn')],
        ['Article', article ? `${field(article, 'headline')}, ${field(article, 'outlet')}` : ''],
        ['Byline', field(article ?? undefined, 'byline')],
        ['Published', field(article ?? undefined, 'publishedAt')],
        [
          'Address',
          [address(field(article ?? undefined, 'url') || field(outside, 'address'))].filter(({ text }) => text !== ''),
        ],
        ['Medium', field(outside, 'medium')],
        ['Time', field(outside, 'time')],
        ['Revision', field(utterance, 'revision')],
        [
          'Position',
          context ? `characters ${field(utterance, 'start')} to ${field(utterance, 'end')} (code points)` : '',
        ],
        [
          'Entered under',
          field(utterance, 'claim') === claim ? '' : `claim ${field(utterance, 'claim')}, merged into this one`,
        ],
        ['Id', field(utterance, 'id')],
      ]),
    },
  ];
}
