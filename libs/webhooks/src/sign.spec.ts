import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describeWithShared, sharedFolder } from '../../../test/support/shared.js';
import { keyOf, newSecret, signatures, signedHeaders } from './sign.js';

describeWithShared('vectors/standard-webhooks.json', 'the published vector of Standard Webhooks', () => {
  it('is signed to the published signature', () => {
    const vector = JSON.parse(readFileSync(join(sharedFolder, 'vectors/standard-webhooks.json'), 'utf8')) as Record<
      string,
      string
    >;
    const { secret = '', body = '' } = vector;
    expect(signatures([secret], vector['webhook-id'] ?? '', Number(vector['webhook-timestamp']), body)).toBe(
      vector['webhook-signature'],
    );
  });
});

describe('signing', () => {
  const now = Math.floor(Date.now() / 1_000);

  it('is accepted by the verifier of the specification, whatever the body says', () => {
    fc.assert(
      fc.property(fc.json(), fc.uuid(), (body, id) => {
        const secret = newSecret();
        expect(new Webhook(secret).verify(body, signedHeaders([secret], id, now, body))).toEqual(JSON.parse(body));
      }),
    );
  });

  it('is refused by the verifier when one character of the body differs', () => {
    const secret = newSecret();
    expect(() => new Webhook(secret).verify('{"a":2}', signedHeaders([secret], 'id', now, '{"a":1}'))).toThrow();
  });

  it('satisfies a receiver that holds either secret during a rotation', () => {
    const both = [newSecret(), newSecret()];
    const headers = signedHeaders(both, 'id', now, '{}');
    for (const secret of both) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(newSecret()).verify('{}', headers)).toThrow();
  });

  it('takes keys of 24 to 64 bytes only', () => {
    const secretOf = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
    expect(keyOf(secretOf(24))).toHaveLength(24);
    expect(keyOf(secretOf(64))).toHaveLength(64);
    expect(() => keyOf(secretOf(23))).toThrow(/24 to 64/);
    expect(() => keyOf(secretOf(65))).toThrow(/24 to 64/);
    expect(() => keyOf(secretOf(32).slice(6))).toThrow(/whsec_/);
  });
});
