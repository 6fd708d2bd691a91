import { personalFields, visibilityOf } from './visibility.js';
import { subjectTypes, type visibilityTable } from './visibility-table.js';

describe('visibility', () => {
  it('marks as personal what names or reaches a person, and nothing else', () => {
    const personal = subjectTypes.flatMap((type) => personalFields(type).map((field) => `${type}.${field}`));
    expect(personal.sort()).toEqual([
      'article.byline',
      'claimant.description',
      'claimant.disambiguation',
      'claimant.name',
      'claimant.sameAs',
      'comment.text',
      'correction.request',
      'enquiry.answer',
      'enquiry.contact',
      'enquiry.publicAnswer',
      'external_review.claimant',
      'interest.description',
      'key.name',
      'member.email',
      'member.name',
      'member.statusReason',
      'utterance.affiliation',
    ]);
  });

  it('keeps from the public what must never be', () => {
    const never = [
      'member.name',
      'comment.text',
      'claim.closingNote',
      'ballot.voter',
      'ballot.comment',
      'citation.note',
    ];
    for (const one of never) {
      const [type, field] = one.split('.') as [keyof typeof visibilityTable, string];
      expect([one, visibilityOf(type, field)]).not.toEqual([one, 'public']);
    }
    expect(visibilityOf('correction', 'requester')).toBe('confidential');
  });

  it('keeps from every receiver whose a ballot is and what it says, since it may be hidden still', () => {
    const hidden = (['voter', 'choice', 'comment', 'reason', 'suggestedRating'] as const).map((field) =>
      visibilityOf('ballot', field),
    );
    expect(new Set([...hidden, visibilityOf('interest', 'member')])).toEqual(new Set(['assessor']));
  });

  it('is confidential where the table is silent, also for names that every object has', () => {
    expect(visibilityOf('claim', 'invented')).toBe('confidential');
    expect(visibilityOf('claim', 'constructor')).toBe('confidential');
    expect(visibilityOf('claim', 'statement')).toBe('public');
    expect(visibilityOf('comment', 'id')).toBe('public');
  });
});
