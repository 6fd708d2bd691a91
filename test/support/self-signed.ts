import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// DER (X.690 8.1): a tag, the length, the content.
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...length]), body]);
}
const sequence = (...content: Uint8Array[]): Buffer => der(0x30, ...content);
const oid = (...bytes: number[]): Buffer => der(0x06, Uint8Array.from(bytes));

/** A fresh self-signed certificate (RFC 5280 4.1) for one DNS name, made here so that no private key lies about. */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const ed25519 = sequence(oid(0x2b, 0x65, 0x70));
  const subject = sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));
  const time = (text: string): Buffer => der(0x18, Buffer.from(text));
  const subjectAltName = sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(der(0x82, Buffer.from(name)))));
  const body = sequence(
    der(0xa0, der(0x02, Uint8Array.from([2]))),
    der(0x02, Buffer.concat([Uint8Array.from([1]), randomBytes(8)])),
    ed25519,
    subject,
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    subject,
    publicKey,
    der(0xa3, sequence(subjectAltName)),
  );
  const signature = der(0x03, Uint8Array.from([0]), sign(null, body, createPrivateKey(privateKey)));
  const base64 = sequence(body, ed25519, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}
