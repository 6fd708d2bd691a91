import fc from 'fast-check';
import { judgeAddress, parseCidrs } from './address-policy.js';

// Class, first address, last address, and the neighbours outside it where those are public or of another class.
const classes: [string, string, string][] = [
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255'],
  ['carrier-grade NAT', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.255.255.255'],
  ['cloud platform', '168.63.129.16', '168.63.129.16'],
  ['link-local', '169.254.0.0', '169.254.255.255'],
  ['private', '172.16.0.0', '172.31.255.255'],
  ['protocol assignments', '192.0.0.0', '192.0.0.255'],
  ['documentation', '192.0.2.0', '192.0.2.255'],
  ['AS112', '192.31.196.0', '192.31.196.255'],
  ['AMT', '192.52.193.0', '192.52.193.255'],
  ['6to4 relay', '192.88.99.0', '192.88.99.255'],
  ['private', '192.168.0.0', '192.168.255.255'],
  ['AS112', '192.175.48.0', '192.175.48.255'],
  ['benchmarking', '198.18.0.0', '198.19.255.255'],
  ['documentation', '198.51.100.0', '198.51.100.255'],
  ['documentation', '203.0.113.0', '203.0.113.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved', '240.0.0.0', '255.255.255.254'],
  ['broadcast', '255.255.255.255', '255.255.255.255'],
  ['unspecified', '::', '::'],
  ['loopback', '::1', '::1'],
  ['IPv4-compatible', '::2', '::ffff:ffff'],
  ['IPv4-mapped', '::ffff:0.0.0.0', '::ffff:255.255.255.255'],
  ['IPv4-translated', '::ffff:0:0.0.0.0', '::ffff:0:255.255.255.255'],
  ['NAT64', '64:ff9b::', '64:ff9b::ffff:ffff'],
  ['local NAT64', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['discard', '100::', '100::ffff:ffff:ffff:ffff'],
  ['Teredo', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['protocol assignments', '2001:1::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['6to4', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['AS112', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['segment routing', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unique local', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['link-local', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['site-local', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['multicast', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unassigned', '4000::', '5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unique local', 'fd00:ec2::254', 'fd00:ec2::254'],
];

describe('an address class that is not the public internet', () => {
  it.each(classes)('is refused: %s, from %s to %s', (name, first, last) => {
    expect(judgeAddress(first, [])).toEqual({ refused: name });
    expect(judgeAddress(last, [])).toEqual({ refused: name });
  });

  it.each(['::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1', '2001:0:4136:e378:8000:63bf:f7f7:f7f7'])(
    'is refused even around a public address: %s',
    (ip) => {
      expect(judgeAddress(ip, [])).toHaveProperty('refused');
    },
  );
});

describe('a public address', () => {
  it.each([
    ['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ['168.63.129.15', '168.63.129.17', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
    ['191.255.255.255', '192.0.1.0', '192.0.3.0', '192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0'],
    [
      '198.17.255.255',
      '198.20.0.0',
      '198.51.99.255',
      '198.51.101.0',
      '203.0.112.255',
      '203.0.114.0',
      '223.255.255.255',
    ],
    [
      '2000::',
      '2001:200::',
      '2001:db7:ffff::',
      '2001:db9::',
      '2003::',
      '2606:4700::1111',
      '3ffe:ffff::',
      '3fff:1000::',
    ],
  ])('may be called, right up to the borders: %s …', (...ips) => {
    for (const ip of ips) expect([ip, judgeAddress(ip, [])]).toEqual([ip, 'public']);
  });
});

describe('what is not an address in its canonical spelling', () => {
  it.each([
    '',
    'localhost',
    '0177.1',
    '0x7f.1',
    '2130706433',
    '127.1',
    '127.0.0.01',
    'fe80::1%eth0',
    '1.2.3.4.',
    '[::1]',
    ' 8.8.8.8',
  ])('is refused: %j', (text) => {
    expect(judgeAddress(text, parseCidrs(['0.0.0.0/0', '::/0']))).toEqual({ refused: 'not an address' });
  });
});

describe('an operator’s block', () => {
  it('allows what lies in it and nothing beside it', () => {
    const allowed = parseCidrs(['10.1.0.0/16', '127.0.0.1', '::1/128']);
    expect(judgeAddress('10.1.255.255', allowed)).toBe('allowed');
    expect(judgeAddress('127.0.0.1', allowed)).toBe('allowed');
    expect(judgeAddress('::1', allowed)).toBe('allowed');
    expect(judgeAddress('10.2.0.0', allowed)).toEqual({ refused: 'private' });
    expect(judgeAddress('127.0.0.2', allowed)).toEqual({ refused: 'loopback' });
  });

  it('in IPv4 does not allow the same address in IPv6 clothes', () => {
    expect(judgeAddress('::ffff:127.0.0.1', parseCidrs(['127.0.0.0/8']))).toEqual({ refused: 'IPv4-mapped' });
  });

  it('for a translator allows only the addresses inside that may be called', () => {
    const allowed = parseCidrs(['64:ff9b::/96', '2002::/16', '2001::/32', '::ffff:0:0/96']);
    expect(judgeAddress('64:ff9b::8.8.8.8', allowed)).toBe('allowed');
    expect(judgeAddress('64:ff9b::127.0.0.1', allowed)).toEqual({ refused: 'loopback inside NAT64' });
    expect(judgeAddress('2002:a00:1::', allowed)).toEqual({ refused: 'private inside 6to4' });
    expect(judgeAddress('2001::80ff:fffe', allowed)).toEqual({ refused: 'loopback inside Teredo' });
    expect(judgeAddress('::ffff:169.254.169.254', allowed)).toEqual({ refused: 'link-local inside IPv4-mapped' });
    expect(judgeAddress('64:ff9b::10.0.0.1', [...allowed, ...parseCidrs(['10.0.0.0/8'])])).toBe('allowed');
  });

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10/8',
    '10.0.0.0/-1',
    'fe80::1%1/64',
  ])('that cannot be read is an error: %j', (entry) => {
    expect(() => parseCidrs([entry])).toThrow(TypeError);
  });

  it('with host bits is an error that says what to write', () => {
    expect(() => parseCidrs(['10.1.2.3/8'])).toThrow('write 10.0.0.0/8');
    expect(() => parseCidrs(['fd00::1/20'])).toThrow('write fd00::/20');
    expect(parseCidrs(['10.128.0.0/9', 'fd00:ec2::/33', '0.0.0.0/0'])).toHaveLength(3);
  });
});

it('every IPv4 address is judged alike in its own spelling and through an allowed translator', () => {
  const translator = parseCidrs(['64:ff9b::/96']);
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      const plain = judgeAddress(ip, []);
      const translated = judgeAddress(`64:ff9b::${ip}`, translator);
      expect(typeof translated === 'object').toBe(typeof plain === 'object');
    }),
  );
});
