import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new signing secret: 32 random bytes, written as Standard Webhooks 1.0.0 writes symmetric keys. */
export const newSecret = (): string => prefix + randomBytes(32).toString('base64');

/** The key inside a written secret. Throws for anything but `whsec_` and 24 to 64 bytes in base64: verifiers accept weaker ones. */
export function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  if (!secret.startsWith(prefix) || key.length < 24 || key.length > 64) {
    throw new Error('a webhook secret is whsec_ and 24 to 64 bytes in base64');
  }
  return key;
}

/**
 * The `webhook-signature` header: `v1,` HMAC-SHA256 over `id.timestamp.body`, one for each secret, so that a receiver may
 * hold the old one or the new one during a rotation. `timestamp` is in whole seconds.
 */
export function signatures(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ');
}

/** Every header of one request. The id stays over retries, the time is this attempt's. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Claimdesk-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures(secrets, id, timestamp, body),
  };
}
