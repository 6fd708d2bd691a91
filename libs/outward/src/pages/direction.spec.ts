import { directionOf } from './direction.js';

describe('the direction of a text', () => {
  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['az-Arab', 'rtl'],
    ['en', 'ltr'],
    ['ja', 'ltr'],
    ['hi', 'ltr'],
    [null, 'auto'],
    ['no tag', 'auto'],
  ])('of %s is %s', (language, direction) => expect(directionOf(language)).toBe(direction));
});
