import { contextOf } from './quote-context.js';

describe('the context of a quote', () => {
  it('counts code points and cuts no pair', () => {
    expect(contextOf('😀😀😀quote😎😎😎', 3, 8, 2)).toEqual({ prefix: '😀😀', suffix: '😎😎' });
  });

  it('ends with the text', () => {
    expect(contextOf('quote', 0, 5)).toEqual({ prefix: '', suffix: '' });
    expect(contextOf('a quote b', 2, 7)).toEqual({ prefix: 'a ', suffix: ' b' });
  });

  it('takes 32 on each side when nothing else is asked', () => {
    const { prefix, suffix } = contextOf(`${'x'.repeat(50)}Q${'y'.repeat(50)}`, 50, 51);
    expect([prefix, suffix]).toEqual(['x'.repeat(32), 'y'.repeat(32)]);
  });

  it('outside the text is an error', () => {
    expect(() => contextOf('short', 2, 9)).toThrow(RangeError);
  });
});
