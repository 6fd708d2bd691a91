import { type EventFilter, type Labels, passes, tidyFilter } from './event-filter.js';

describe('a filter', () => {
  const labels: Labels = { topics: ['health', 'war'], status: 'published', rating: 'false', language: 'es-VE' };

  it.each<[EventFilter, boolean]>([
    [{}, true],
    [{ topics: ['war', 'sport'] }, true],
    [{ topics: ['sport'] }, false],
    [{ statuses: ['published'], ratings: ['false', 'mixed'] }, true],
    [{ statuses: ['published'], ratings: ['true'] }, false],
    [{ languages: ['ES'] }, true],
    [{ languages: ['es-VE'] }, true],
    [{ languages: ['e'] }, false],
    [{ languages: ['es-AR'] }, false],
  ])('%j', (filter, expected) => {
    expect(passes(filter, labels)).toBe(expected);
  });

  it.each<EventFilter>([{ topics: ['a'] }, { statuses: ['a'] }, { ratings: ['a'] }, { languages: ['en'] }])(
    'lets nothing pass that has no such label: %j',
    (filter) => {
      expect(passes(filter, {})).toBe(false);
    },
  );

  it('is written one way', () => {
    expect(tidyFilter({ ratings: ['b', 'a', 'b'], topics: [] })).toEqual({ ratings: ['a', 'b'] });
    expect(tidyFilter()).toEqual({});
  });
});
