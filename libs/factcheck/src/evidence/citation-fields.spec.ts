import { citationChangeRuling, citationRuling } from './citation-fields.js';

const fields = (ruling: ReturnType<typeof citationRuling>): unknown => ruling?.errors?.map(({ field }) => field);

describe('what a citation may say of how the source was seen', () => {
  it('is nothing when only the address is known', () => {
    expect(citationRuling('linked', {}, false)).toBeUndefined();
    expect(
      fields(citationRuling('linked', { excerpt: 'x', retrievedAt: 't', consultedOn: 'd', capture: 'c' }, true)),
    ).toEqual(['excerpt', 'retrievedAt', 'consultedOn', 'capture']);
  });

  it('is a day and a person when it was consulted', () => {
    expect(citationRuling('consulted', { consultedOn: '2025', excerpt: 'x', retrievedAt: 't' }, true)).toBeUndefined();
    expect(fields(citationRuling('consulted', {}, false))).toEqual(['mode', 'consultedOn']);
    expect(fields(citationRuling('consulted', { consultedOn: '2025', capture: 'c' }, true))).toEqual(['capture']);
  });

  it('is the capture when bytes are held, which alone knows the time', () => {
    expect(citationRuling('captured', { capture: 'c', excerpt: 'x' }, false)).toBeUndefined();
    expect(fields(citationRuling('captured', { retrievedAt: 't' }, false))).toEqual(['retrievedAt', 'capture']);
  });

  it('may be changed, but not to what is not true of it, and not emptied of what it needs', () => {
    expect(citationChangeRuling('linked', {})).toBeUndefined();
    expect(citationChangeRuling('consulted', { excerpt: null })).toBeUndefined();
    expect(citationChangeRuling('captured', {})).toBeUndefined();
    expect(fields(citationChangeRuling('consulted', { consultedOn: null }))).toEqual(['consultedOn']);
    expect(fields(citationChangeRuling('linked', { excerpt: 'seen after all' }))).toEqual(['excerpt']);
    expect(fields(citationChangeRuling('captured', { retrievedAt: 't' }))).toEqual(['retrievedAt']);
  });
});
