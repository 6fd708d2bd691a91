import { parseCidrs } from './address-policy.js';
import { judgeTarget, type Target, type TargetPolicy } from './target-url.js';

const strict: TargetPolicy = { allowedCidrs: [] };
const loopback: TargetPolicy = { allowedCidrs: parseCidrs(['127.0.0.0/8', '::1']) };

function accepted(text: string, policy = strict): Target {
  const answer = judgeTarget(text, policy);
  if ('target' in answer) return answer.target;
  throw new Error(answer.refusal.detail);
}

function refused(text: string, policy = strict): string {
  const answer = judgeTarget(text, policy);
  if ('target' in answer) throw new Error(`accepted as ${answer.target.url.href}`);
  expect(answer.refusal.code).toBe('endpoint.address_refused');
  return answer.refusal.detail;
}

describe('a URL that may be tried', () => {
  it.each([
    ['https://example.com/hook?a=b', 'https://example.com/hook?a=b', undefined],
    ['HTTPS://EXAMPLE.com', 'https://example.com/', undefined],
    ['https://example.com:8443/', 'https://example.com:8443/', undefined],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', undefined],
    ['https://8.8.8.8/', 'https://8.8.8.8/', '8.8.8.8'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/', '2606:4700::1111'],
    ['https://example.com/a@b', 'https://example.com/a@b', undefined],
  ])('%s', (text, href, literal) => {
    const target = accepted(text);
    expect(target.url.href).toBe(href);
    expect(target.literal).toBe(literal);
  });
});

describe('a URL that is refused before anything is looked up', () => {
  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    'data:text/plain,x',
    'example.com',
    '//example.com',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    'https://',
    'https://?x',
    '',
  ])('is not a full https address: %j', (text) => {
    expect(refused(text)).toMatch(/begins with https/);
  });

  it.each([
    'https://user@example.com/',
    'https://user:pw@example.com',
    'https://@example.com',
    'https://8.8.8.8@127.0.0.1/',
    'https://:@example.com',
  ])('carries a user: %s', (text) => {
    expect(refused(text)).toMatch(/user name/);
  });

  it.each([
    'https://example.com\\@127.0.0.1/',
    ' https://example.com',
    'https://exa\tmple.com/',
    'https://example.com/a b',
    'https://example.com/\u0085',
  ])('relies on being repaired: %j', (text) => {
    refused(text);
  });

  it.each([
    'https://1.2.3.4.5/',
    'https://[fe80::1%25eth0]/',
    'https://[fe80::1%eth0]/',
    'https://256.1.1.1/',
    'https://a b/',
    'https://exa%00mple/',
    'https://x:99999/',
  ])('is not valid: %s', (text) => {
    refused(text);
  });

  it.each(['https://example.com./', 'https://127.0.0.1./', 'https://8.8.8.8.:443/', 'https://example.com..'])(
    'ends its host with a dot: %s',
    (text) => {
      expect(refused(text, loopback)).toMatch(/dot/);
    },
  );

  it.each(['22', '25', '6379', '5432', '11211', '27017', '0', '6667'])(
    'names the port of another protocol: %s',
    (port) => {
      expect(refused(`https://example.com:${port}/`)).toContain(`Port ${port}`);
    },
  );

  it('is too long', () => {
    expect(refused(`https://example.com/${'a'.repeat(2_048)}`)).toMatch(/longer/);
    expect(refused(`https://${'a.'.repeat(140)}com/`)).toMatch(/too long/);
  });

  it('is plain http', () => {
    expect(refused('http://example.com/')).toMatch(/https/);
    expect(refused('http://8.8.8.8/', loopback)).toMatch(/https/);
    expect(refused('http://localhost/', loopback)).toMatch(/https/);
  });
});

describe('an address in a URL', () => {
  const spellings = [
    ['2130706433', '127.0.0.1'],
    ['0177.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['１２７.０.０.１', '127.0.0.1'],
    ['127%2e0%2e0%2e1', '127.0.0.1'],
    ['0', '0.0.0.0'],
    ['0xa9fea9fe', '169.254.169.254'],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
    ['[::FFFF:A9FE:A9FE]', '::ffff:a9fe:a9fe'],
    ['[0:0:0:0:0:0:0:1]', '::1'],
    ['[64:ff9b::7f00:1]', '64:ff9b::7f00:1'],
    ['[fd00:ec2::254]', 'fd00:ec2::254'],
  ] as const;

  it.each(spellings)('is refused however it is spelled: %s', (host) => {
    const detail = refused(`https://${host}/`);
    expect(detail).toMatch(/cannot be called from here/);
    expect(detail).not.toMatch(/loopback|private|127/);
  });

  it.each(spellings)('comes out as the address it is: %s is %s', (host, literal) => {
    const all = { allowedCidrs: parseCidrs(['0.0.0.0/0', '::/0']) };
    expect(accepted(`https://${host}/`, all).literal).toBe(literal);
  });

  it('may be called in an operator’s block, by http too', () => {
    expect(accepted('http://127.0.0.1:3000/', loopback).literal).toBe('127.0.0.1');
    expect(accepted('http://[::1]:3000/', loopback).literal).toBe('::1');
  });
});

it('an operator may allow http and single ports', () => {
  expect(accepted('http://example.com/', { allowedCidrs: [], allowHttp: true }).url.protocol).toBe('http:');
  expect(accepted('https://example.com:5432/', { allowedCidrs: [], allowedPorts: [5432] }).url.port).toBe('5432');
});
