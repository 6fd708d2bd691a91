import { randomBytes } from 'node:crypto';
import { ConfigInvalid, MasterKey, readConfig } from './index.js';

describe('the configuration', () => {
  it('has a default for everything an embedded start needs', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: '.claimdesk', egressAllow: [] });
  });

  it('lists every mistake at once', () => {
    const mistakes = { PORT: 'eighty', DATABASE_URL: 'mysql://x', CLAIMDESK_EGRESS_ALLOW: 'home', CLAIMDESK_TYPO: '1' };
    expect(() => readConfig(mistakes)).toThrow(ConfigInvalid);
    try {
      readConfig(mistakes);
    } catch (error) {
      const names = (error as ConfigInvalid).problems.map((p) => p.split(':')[0]);
      expect(names).toEqual(['PORT', 'DATABASE_URL', 'CLAIMDESK_EGRESS_ALLOW', 'CLAIMDESK_TYPO']);
    }
  });

  it.each(['proxy.internal:3128', 'socks5://proxy:1080', 'http://proxy/path', 'http://a:%ff@proxy:3128'])(
    'takes no proxy such as %s',
    (CLAIMDESK_EGRESS_PROXY) => {
      expect(() => readConfig({ CLAIMDESK_EGRESS_PROXY })).toThrow(/CLAIMDESK_EGRESS_PROXY: must look like http/);
    },
  );

  it('wants a master key when the database is not its own', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://a@b/c' })).toThrow(/CLAIMDESK_MASTER_KEY/);
  });
});

describe('the master key', () => {
  const key = new MasterKey(randomBytes(32));

  it('opens what it sealed, in the row it was sealed for', () => {
    const sealed = key.seal(Buffer.from('a secret'), 'webhook_endpoint', '1');
    expect(key.open(sealed, 'webhook_endpoint', '1').toString()).toBe('a secret');
    expect(() => key.open(sealed, 'webhook_endpoint', '2')).toThrow();
  });

  it('says so when another key is needed', () => {
    const sealed = new MasterKey(randomBytes(32)).seal(Buffer.from('x'), 't', '1');
    expect(() => key.open(sealed, 't', '1')).toThrow(/another CLAIMDESK_MASTER_KEY/);
  });
});
