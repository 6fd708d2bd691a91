import { pageToken, startOf } from './page-token.js';
import { type SearchParameters, searchParameters, siteOf } from './search-parameters.js';

const read = (given: Record<string, unknown>): SearchParameters => {
  const found = searchParameters(given);
  if ('wrong' in found) throw new Error(JSON.stringify(found.wrong));
  return found;
};
const wrong = (given: Record<string, unknown>): string[] => {
  const found = searchParameters(given);
  return 'wrong' in found ? found.wrong.map(({ field }) => field) : [];
};

describe('the parameters of a search', () => {
  it('are read as Google reads them', () => {
    expect(read({ query: ' rain ' })).toEqual({ query: 'rain', pageSize: 10, offset: 0 });
    expect(
      read({
        query: 'rain',
        language_code: 'es-419',
        reviewPublisherSiteFilter: 'https://www.Northwind.example/facts',
        maxAgeDays: '30',
        pageSize: '5000',
        page_token: 'x',
        offset: '7',
        key: 'AIza',
        alt: 'json',
      }),
    ).toEqual({
      query: 'rain',
      language: 'es',
      site: 'northwind.example',
      maxAgeDays: 30,
      pageSize: 100,
      pageToken: 'x',
      offset: 7,
    });
    expect(read({ reviewPublisherSiteFilter: 'x.example', query: '' })).toEqual({
      site: 'x.example',
      pageSize: 10,
      offset: 0,
    });
  });

  it.each([
    ['nothing', {}, 'query'],
    ['blanks', { query: ' ' }, 'query'],
    ['a word as a number', { query: 'x', pageSize: 'ten' }, 'page_size'],
    ['a negative number', { query: 'x', offset: '-1' }, 'offset'],
    ['an age beyond all', { query: 'x', maxAgeDays: '999999999' }, 'max_age_days'],
    ['no language', { query: 'x', languageCode: '???' }, 'language_code'],
    ['what nobody knows', { query: 'x', color: 'red' }, 'color'],
    ['a name of every object', { query: 'x', constructor: '1' }, 'constructor'],
    ['one twice', { query: ['x', 'y'] }, 'query'],
    ['one in both spellings', { query: 'x', pageSize: '1', page_size: '2' }, 'page_size'],
    ['a book', { query: 'x'.repeat(2_001) }, 'query'],
  ])('are refused with %s', (_what, given, field) => {
    expect(wrong(given)).toEqual([field]);
  });

  it('name a site by its host', () => {
    for (const one of ['nytimes.com', 'www.nytimes.com', 'https://www.nytimes.com/a?b', 'HTTP://NYTimes.com:80'])
      expect(siteOf(one)).toBe('nytimes.com');
    expect(siteOf('https://')).toBeUndefined();
  });

  it('have page tokens that belong to one search', () => {
    const asked = read({ query: 'rain' });
    const token = pageToken('all', asked, 20);
    expect(startOf('all', { ...asked, pageToken: token, offset: 3 })).toBe(20);
    expect(startOf('all', { ...asked, pageToken: token, pageSize: 50 })).toBe(20);
    expect(startOf('all', { ...asked, offset: 3 })).toBe(3);
    for (const other of [{ query: 'sun' }, { language: 'en' }, { site: 'x' }, { maxAgeDays: 3 }])
      expect(startOf('all', { ...asked, ...other, pageToken: token })).toBeUndefined();
    expect(startOf('another', { ...asked, pageToken: token })).toBeUndefined();
    expect(startOf('all', { ...asked, pageToken: 'nonsense' })).toBeUndefined();
  });
});
