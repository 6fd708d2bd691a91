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

  it('is not closed by a value that it only commits to', () => {
    expect(told('member', { email: { committed: 'ab' }, roles: ['editor'] }).desk).toBe('whole');
    expect(told('member', { email: { committed: 'ab', more: 1 } }).desk).toBe('audience');
  });

  it('is closed outside the newsroom when this release does not know what is in it', () => {
    expect(told('claim', { mood: 'x' })).toEqual({ internal: 'whole', assessor: 'audience', desk: 'audience' });
    expect(told('hymn', { mood: 'x' })).toEqual({ internal: 'whole', assessor: 'audience', desk: 'audience' });
  });
});
