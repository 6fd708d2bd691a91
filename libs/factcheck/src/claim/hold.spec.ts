import { type Hold, holdRuling, mayRelease, withoutHoldReason } from './hold.js';

const hold: Hold = { kind: 'legal', reason: 'A letter came in.', by: 'edna', since: '2025-05-08T10:00:00.000Z' };

describe('a hold', () => {
  it('stops, saying its kind and since when, and never why', () => {
    expect(holdRuling(hold)).toMatchObject({ code: 'claim.held', facts: { kind: 'legal', since: hold.since } });
    expect(JSON.stringify(holdRuling(hold))).not.toContain('letter');
    expect(holdRuling(null)).toBeUndefined();
  });

  it('is released by anybody but the one who put it there', () => {
    expect(mayRelease('emil', hold)).toBeUndefined();
    expect(mayRelease('edna', hold)?.code).toBe('claim.hold_second_person');
    expect(mayRelease('edna', null)?.code).toBe('claim.not_held');
  });

  it('is told without its reason to whoever may only know that it is there', () => {
    const told = withoutHoldReason({ id: 'a', hold });
    expect(told).toEqual({ id: 'a', hold: { ...hold, reason: null } });
    expect(withoutHoldReason({ id: 'a', hold: null })).toEqual({ id: 'a', hold: null });
  });
});
