import { isWebAddress } from './web-address.js';

describe('a web address', () => {
  it.each([
    'https://constitution.congress.gov/',
    'http://a.example',
    'https://a.example:8443/p?q=1#part',
    'https://müller.example/größe',
    'https://a.example/a@b',
    'http://[2001:db8::1]/',
    `https://a.example/${'x'.repeat(1_982)}`,
  ])('is %j', (text) => {
    expect(isWebAddress(text)).toBe(true);
  });

  it.each([
    '',
    'constitution.congress.gov',
    '//a.example/',
    'ftp://a.example/',
    'javascript:alert(1)',
    'https://',
    'https:///etc',
    'https:a.example',
    'https://a.example:99999/',
    'https://[::1/',
    'https://a b.example/',
    'https://a.example/a b',
    'https://a.example/\n',
    'https://a.exa\u200bmple/',
    'https://a.example\\@b.example/',
    'https://reader@a.example/',
    'https://reader:secret@a.example/',
    'https://@a.example/',
    'https://:@a.example/',
    `https://a.example/${'x'.repeat(1_983)}`,
    7,
    null,
    ['https://a.example/'],
  ])('is not %j', (value) => {
    expect(isWebAddress(value)).toBe(false);
  });
});
