/** One address of every class that is not the public internet (reference 1.6), as a name server may answer it. */
export const refusedAddresses = [
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.0.0.53', '168.63.129.16', '169.254.169.254', '172.16.0.1'],
  ...['172.31.255.254', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.1'],
  ...['203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '64:ff9b:1::1'],
  ...['100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1'],
  ...['fec0::1', 'ff02::1'],
];

/** The same and worse, as somebody may write them into a URL. */
export const refusedUrls = [
  ...refusedAddresses.map((address) => (address.includes(':') ? `https://[${address}]/` : `https://${address}/`)),
  ...[
    'https://2130706433/',
    'https://0177.1/',
    'https://0x7f.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://0/',
  ],
  ...['https://127.0.0.1./', 'https://[::ffff:7f00:1]/', 'https://[0:0:0:0:0:0:0:1]/', 'https://[fe80::1%25eth0]/'],
  ...[
    'https://good.example@127.0.0.1/',
    'https://127.0.0.1@good.example/',
    'https://good.example:22/',
    'https:\\\\10.0.0.1\\',
  ],
  ...[
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'http://good.example/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
  ],
];

/** Where a redirect may try to send the sender. */
export const redirectTargets = [
  ...[
    'http://127.0.0.1:CANARY/secret',
    '//127.0.0.1:CANARY/secret',
    'http://[::1]:CANARY/secret',
    'file:///etc/passwd',
  ],
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.2:RECEIVER/to/0',
    'https://rebind.hostile.test:CANARY/',
  ],
];
