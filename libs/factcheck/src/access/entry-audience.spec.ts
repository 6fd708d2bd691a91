import { audiences, withheldFrom } from './entry-audience.js';

const event = (type: string, after: Record<string, unknown>) => ({ changes: [{ type, after: { id: 'i', ...after } }] });
const told = (...args: Parameters<typeof event>) =>
  Object.fromEntries(audiences.map((audience) => [audience, withheldFrom(audience, event(...args)) ?? 'whole']));

describe('an entry of the log', () => {
  it('is whole for everybody at the desk when it holds nothing but what the desk reads', () => {
    expect(told('claim', { statement: 'x', status: 'submitted', hold: null })).toEqual({
      internal: 'whole',
      assessor: 'whole',
      desk: 'whole',
    });
  });

  it('is closed to the desk with a ballot in it, and whole for assessors', () => {
    expect(told('ballot', { voter: 'v', choice: 'approve' })).toEqual({
      internal: 'whole',
      assessor: 'whole',
      desk: 'audience',
    });
  });

  it('is closed to assessors too when it says why a claim is on hold', () => {
    expect(told('claim', { hold: { reason: 'A lawyer said so.' } })).toEqual({
      internal: 'whole',
      assessor: 'legal',
      desk: 'legal',
    });
  });

  it('is closed when one of its facts says why a hold ended, though nothing that changed does', () => {
    const released = { ...event('claim', { hold: null }), type: 'claim.released', facts: { kind: 'legal' } };
    expect(withheldFrom('desk', released)).toBeUndefined();
    const why = { ...released, facts: { kind: 'legal', reason: 'They settled.' } };
    expect(audiences.map((audience) => withheldFrom(audience, why))).toEqual([undefined, 'legal', 'legal']);
    expect(withheldFrom('desk', { ...why, type: 'verdict.objected', facts: { reason: 'No.' } })).toBeUndefined();
    expect(withheldFrom('assessor', { ...why, type: 'hymn.sung' })).toBe('audience');
  });

  it('is closed to the desk when a fact says that a rule of sufficiency was overridden', () => {
    const submitted = { ...event('claim', { hold: null }), type: 'verdict.submitted' };
    const none = { ...submitted, facts: { overridden: null, override: null, procedure: 'standard' } };
    expect(audiences.map((audience) => withheldFrom(audience, none))).toEqual([undefined, undefined, undefined]);
    const some = { ...submitted, facts: { overridden: 'evidence.too_few_sources', override: 'other' } };
    expect(audiences.map((audience) => withheldFrom(audience, some))).toEqual([undefined, undefined, 'audience']);
  });

  it('is not closed by a value that it only commits to', () => {
    expect(told('member', { email: { committed: 'ab' }, roles: ['editor'] }).desk).toBe('whole');
    expect(told('member', { email: { committed: 'ab', more: 1 } }).desk).toBe('audience');
  });

  it('is closed outside the newsroom when this release does not know what is in it', () => {
    expect(told('claim', { mood: 'x' })).toEqual({ internal: 'whole', assessor: 'audience', desk: 'audience' });
    expect(told('hymn', { mood: 'x' })).toEqual({ internal: 'whole', assessor: 'audience', desk: 'audience' });
  });
});
