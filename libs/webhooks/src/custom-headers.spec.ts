import { type CustomHeaders, headersRuling, lowerCased } from './custom-headers.js';

describe('headers of an endpoint', () => {
  it('may be of many kinds', () => {
    expect(headersRuling({ Authorization: 'Bearer a b', 'X-Api-Key': 'k', 'x_odd.one': '~' })).toBeUndefined();
    expect(lowerCased({ 'X-Api-Key': 'K' })).toEqual({ 'x-api-key': 'K' });
  });

  it.each<[string, CustomHeaders]>([
    ['a line of its own', { 'x-a': 'a\r\nhost: b' }],
    ['a name with a colon', { 'x:a': 'a' }],
    ['no name', { '': 'a' }],
    ['no value', { 'x-a': '' }],
    ['a blank at the end', { 'x-a': 'a ' }],
    ['letters beyond ASCII', { 'x-a': 'é' }],
    ['a value that is too long', { 'x-a': 'a'.repeat(1_001) }],
    ['the host', { Host: 'elsewhere.example' }],
    ['the signature', { 'Webhook-Signature': 'v1,x' }],
    ['the length', { 'content-length': '0' }],
    ['credentials of a proxy', { 'proxy-authorization': 'x' }],
    ['one name twice', { 'X-A': 'a', 'x-a': 'b' }],
    ['too many', Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`x-${n}`, 'a']))],
  ])('cannot hold %s', (_, headers) => {
    expect(headersRuling(headers)?.code).toBe('endpoint.header_refused');
  });
});
