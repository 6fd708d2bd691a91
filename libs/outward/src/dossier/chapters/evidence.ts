import type { Section, Words } from '../../paper/paper.js';
import { minuteOf } from '../../paper/moment.js';
import type { DossierModel, Evidence } from '../dossier-model.js';
import { field, inside, type State } from '../../state.js';
import { address, facts, spoken } from '../../paper/words.js';
import { whoIn } from './words.js';

/** All citations as they stand at the checkpoint, also those that were removed. What a verdict rests on stands with it. */
export function evidenceSection(model: DossierModel): Section {
  const { evidence } = model;
  const who = whoIn(model);
  const places = new Map(evidence.map(({ citation }, place) => [citation.id, place + 1]));
  return {
    id: 'evidence',
    title: 'Evidence',
    blocks:
      evidence.length === 0
        ? [{ kind: 'text', words: 'No source is cited.' }]
        : [
            {
              kind: 'table',
              caption: 'Every citation',
              columns: [
                { title: 'No.', numbers: true, share: 0.35 },
                { title: 'Source', share: 2.4 },
                { title: 'Stance', share: 0.8 },
                { title: 'How it is held', share: 1.6 },
                { title: 'Excerpt or figure', share: 2 },
              ],
              rows: evidence.map((one, place): Words[] => [
                String(place + 1),
                sourceWords(one),
                `${field(one.citation, 'stance')}${one.citation.primary === true ? ', primary' : ''}${derived(one.citation, places)}`,
                held(one, who),
                [field(one.citation, 'excerpt'), figure(inside(one.citation, 'figure'))]
                  .filter((part) => part !== '')
                  .join('; '),
              ]),
            },
          ],
  };
}

const derived = (citation: State, places: ReadonlyMap<unknown, number>): string => {
  const from = citation.derivesFrom;
  return from ? `; derives from no. ${places.get(from) ?? '?'}` : '';
};

function sourceWords({ source, citation }: Evidence): Words {
  if (!source) return `source ${field(citation, 'source')}`;
  const parts = [
    field(source, 'title'),
    field(source, 'publisher'),
    `${spoken(field(source, 'kind'))}, ${spoken(field(source, 'access'))}`,
    source.unnamed === true ? 'not named to readers' : '',
    field(source, 'interests') && `interests: ${field(source, 'interests')}`,
    field(source, 'mergedInto') && `merged into ${field(source, 'mergedInto')}`,
  ];
  const url = field(source, 'url');
  return [parts.filter((part) => part !== '').join('; '), ...(url === '' ? [] : ['. ', address(url)])];
}

function held({ citation, capture }: Evidence, who: (id: unknown) => string): Words {
  const told = facts([
    ['', spoken(field(citation, 'mode'))],
    ['', field(citation, 'retrievedAt') && `retrieved ${minuteOf(field(citation, 'retrievedAt'))}`],
    ['', field(citation, 'consultedOn') && `seen on ${field(citation, 'consultedOn')} by ${who(citation.consultedBy)}`],
    ['', field(citation, 'contentHash') && `SHA-256 ${field(citation, 'contentHash')}`],
    ['', field(capture ?? undefined, 'contentType')],
    ['', field(citation, 'note') && `note: ${field(citation, 'note')}`],
    ['', `added by ${who(inside(citation, 'addedBy')?.member)}`],
    ['', removed(citation, who)],
  ]).map(([, words]) => words as string);
  const archived = field(citation, 'archivedUrl');
  return [told.join('; '), ...(archived === '' ? [] : ['; archived: ', address(archived)])];
}

const removed = (citation: State, who: (id: unknown) => string): string =>
  field(citation, 'removedAt') &&
  `REMOVED ${minuteOf(field(citation, 'removedAt'))} by ${who(citation.removedBy)}: ${field(citation, 'removedBecause')}`;

const figure = (given: State | undefined): string =>
  given
    ? [
        `${field(given, 'value')} ${field(given, 'unit')}`,
        field(given, 'period') && `for ${field(given, 'period')}`,
        field(given, 'asOf') && `as of ${field(given, 'asOf')}`,
        field(given, 'publishedOn') && `published ${field(given, 'publishedOn')}`,
        field(given, 'vintage') && `${field(given, 'vintage')} vintage`,
      ]
        .filter((part) => part !== '')
        .join(', ')
    : '';

/** Right of reply: whom the newsroom asked, or why nobody. */
export function repliesSection(model: DossierModel): Section {
  const who = whoIn(model);
  return {
    id: 'replies',
    title: 'Right of reply',
    blocks:
      model.enquiries.length === 0
        ? [{ kind: 'text', words: 'No contact, and no reason for none, is recorded.' }]
        : model.enquiries.map((enquiry) => ({
            kind: 'facts' as const,
            facts: facts([
              ['Contacted', enquiry.contacted === true ? 'yes' : 'no'],
              ['Whom', enquiry.contacted === true ? field(enquiry, 'contact') || '(erased)' : ''],
              ['How', field(enquiry, 'channel')],
              ['Asked on', field(enquiry, 'askedOn')],
              ['Answer due', field(enquiry, 'answerDue')],
              ['Answer', field(enquiry, 'answer') || (enquiry.contacted === true ? 'none recorded' : '')],
              ['For readers', field(enquiry, 'publicAnswer')],
              ['Answered on', field(enquiry, 'answeredOn')],
              ['Why nobody', field(enquiry, 'reason')],
              ['Recorded by', who(enquiry.recordedBy)],
            ]),
          })),
  };
}
