import type { Block, Section, Words } from '../../paper/paper.js';
import { minuteOf, momentOf, spell } from '../../paper/moment.js';
import type { DossierModel } from '../dossier-model.js';
import { field, inside } from '../../state.js';
import { timeline } from '../timeline.js';
import { facts, spoken } from '../../paper/words.js';
import { whoIn } from './words.js';

export function correctionsSection(model: DossierModel): Section {
  const who = whoIn(model);
  const blocks = model.corrections.flatMap((correction): Block[] => [
    { kind: 'heading', text: `${field(correction, 'reference')}: ${spoken(field(correction, 'status'))}` },
    {
      kind: 'facts',
      facts: facts([
        ['Asked', field(correction, 'request')],
        ['By', correction.fromPublic === true ? 'a reader' : who(correction.requestedBy)],
        ['Received', minuteOf(field(correction, 'createdAt'))],
        ['Decision due', field(correction, 'dueOn')],
        [
          'Kind',
          field(correction, 'kind') && `${field(correction, 'kind')}${correction.major === true ? ', major' : ''}`,
        ],
        ['Decided by', field(correction, 'decidedBy') && who(correction.decidedBy)],
        ['Because', field(correction, 'decisionReason')],
        ['Appeal', field(correction, 'appeal')],
        ['Public note', field(correction, 'note')],
        ['Published', field(correction, 'publishedAt') && minuteOf(field(correction, 'publishedAt'))],
        ['About verdict', field(correction, 'verdict')],
        ['Carried out by', field(correction, 'newVerdict')],
      ]),
    },
  ]);
  return {
    id: 'corrections',
    title: 'Corrections',
    blocks: blocks.length > 0 ? blocks : [{ kind: 'text', words: 'Nobody asked for a correction.' }],
  };
}

export function deskSection(model: DossierModel): Section {
  const who = whoIn(model);
  const { comments, interests } = model;
  const interestBlock: Block =
    interests === null
      ? {
          kind: 'note',
          words: 'Declared interests are told once no ballot is hidden any more: they would tell who has voted.',
        }
      : interests.length === 0
        ? { kind: 'text', words: 'No interest was declared.' }
        : {
            kind: 'table',
            caption: 'Declared interests (what they are is confidential)',
            columns: [{ title: 'Who' }, { title: 'Declared' }, { title: 'When' }],
            rows: interests.map((one) => [who(one.member), field(one, 'declared'), minuteOf(field(one, 'declaredAt'))]),
          };
  return {
    id: 'desk',
    title: 'At the desk',
    blocks: [
      interestBlock,
      comments.length === 0
        ? { kind: 'text', words: 'There are no comments.' }
        : {
            kind: 'table',
            caption: 'Comments',
            columns: [{ title: 'Who' }, { title: 'On' }, { title: 'Comment', share: 3 }, { title: 'When', share: 1.2 }],
            rows: comments.map((one): Words[] => [
              who(one.author),
              field(inside(one, 'subject'), 'type'),
              field(one, 'text') || '(erased)',
              `${minuteOf(field(one, 'createdAt'))}${field(one, 'resolvedAt') && '; resolved'}`,
            ]),
          },
    ],
  };
}

export const historySection = (model: DossierModel): Section => ({
  id: 'timeline',
  title: 'Timeline',
  blocks: [
    timeline(model),
    {
      kind: 'table',
      caption: 'Where the time went',
      columns: [{ title: 'Stage' }, { title: 'From' }, { title: 'Until' }, { title: 'How long' }],
      rows: model.stays.map(({ stage, from, until }) => [
        spoken(stage),
        minuteOf(from),
        until === null ? 'still there' : minuteOf(until),
        until === null ? '' : spell(momentOf(until) - momentOf(from)),
      ]),
    },
    {
      kind: 'table',
      caption: 'Every event, as the log has it',
      columns: [
        { title: 'Index', numbers: true, share: 0.5 },
        { title: 'When', share: 1.1 },
        { title: 'What', share: 2.6 },
        { title: 'Why', share: 1.8 },
      ],
      rows: model.history.map(({ index, sequencedAt, sentence, why }) => [
        String(index),
        minuteOf(sequencedAt),
        sentence,
        why ?? '',
      ]),
    },
  ],
});
