import { newId } from '#libs/kernel';
import { makeKey, parseKey } from './key-format.js';

describe('an API key', () => {
  it('names its organization', () => {
    const organization = newId();
    expect(parseKey(makeKey(organization))?.organization).toBe(organization);
    expect(parseKey(makeKey('00000000-0000-0000-0000-000000000000'))?.organization).toBe(
      '00000000-0000-0000-0000-000000000000',
    );
    expect(parseKey(makeKey('ffffffff-ffff-ffff-ffff-ffffffffffff'))?.organization).toBe(
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    );
  });

  it('is 190 random bits: no two are alike', () => {
    const organization = newId();
    expect(new Set(Array.from({ length: 1000 }, () => makeKey(organization))).size).toBe(1000);
  });

  it('with any one character changed is not a key', () => {
    const key = makeKey(newId());
    for (let place = 0; place < key.length; place += 1) {
      const other = key[place] === 'x' ? 'y' : 'x';
      expect(parseKey(key.slice(0, place) + other + key.slice(place + 1))).toBeUndefined();
    }
  });

  it('is not an invitation, and the other way round', () => {
    const organization = newId();
    expect(parseKey(makeKey(organization), 'invitation')).toBeUndefined();
    expect(parseKey(makeKey(organization, 'invitation'))).toBeUndefined();
    expect(parseKey(makeKey(organization, 'invitation'), 'invitation')?.organization).toBe(organization);
  });

  it.each(['', 'cd_', 'cd__', 'cd_a_b', 'Bearer x', 'cd_' + '!'.repeat(22) + '_' + '!'.repeat(38)])(
    '%p is refused quietly',
    (text) => {
      expect(parseKey(text)).toBeUndefined();
    },
  );
});
