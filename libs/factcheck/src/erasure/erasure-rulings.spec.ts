import { heldRuling, leaverRuling, mayDecideErasure, namelessRuling } from './erasure-rulings.js';

describe('an erasure', () => {
  it('is decided once, by somebody who did not ask for it', () => {
    const asked = { status: 'requested', requestedBy: 'a' } as const;
    expect(mayDecideErasure('b', asked)).toBeUndefined();
    expect(mayDecideErasure('a', asked)?.code).toBe('erasure.second_person_needed');
    expect(mayDecideErasure('b', { ...asked, status: 'erased' })?.code).toBe('erasure.decided');
    expect(mayDecideErasure('a', { ...asked, status: 'refused' })?.code).toBe('erasure.decided');
  });

  it('waits for every hold, and names the claims', () => {
    expect(heldRuling([])).toBeUndefined();
    expect(heldRuling(['c1'])).toMatchObject({ code: 'erasure.held', facts: { claims: ['c1'] } });
    expect(heldRuling(['c1'])?.detail).toContain('A claim that this touches is on hold: c1.');
    const many = Array.from({ length: 11 }, (_, n) => `c${n}`);
    expect(heldRuling(many)?.detail).toContain('11 claims that this touches are on hold: c0,');
    expect(heldRuling(many)?.detail).toContain('c9 …');
    expect(heldRuling(many.slice(0, 10))?.detail).not.toContain('…');
  });

  it('keeps no name in its reason, however it is spelled', () => {
    expect(namelessRuling('File 7/2025', ['Jane Doe'])).toBeUndefined();
    expect(namelessRuling('Asked by JANE DOE', ['Other', 'Jane Doe'])?.code).toBe('erasure.names_the_person');
    expect(namelessRuling('Asked by Ｊane Doe', ['Jane Doe'])?.code).toBe('erasure.names_the_person');
    expect(namelessRuling('It is so', ['is'])).toBeUndefined();
    expect(namelessRuling('Li Na asked', ['Li '])?.code).toBe('erasure.names_the_person');
  });

  it('takes nobody who still works here', () => {
    expect(leaverRuling([])).toBeUndefined();
    expect(leaverRuling(['m1'])).toMatchObject({ code: 'erasure.member_active', facts: { members: ['m1'] } });
  });
});
