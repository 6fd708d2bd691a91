import { createRequire } from 'node:module';
import { Pool } from 'undici';

const { newSecret, signedHeaders } = createRequire(import.meta.url)('../../dist/libs/webhooks/src/sign.js');

/** One signed request, by the same client and the same HMAC as ours, on as many connections. */
export function poster(url, connections) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const secrets = [newSecret()];
  return async (id, body) => {
    const { statusCode, body: answer } = await pool.request({
      path: pathname,
      method: 'POST',
      headers: signedHeaders(secrets, id, Math.floor(Date.now() / 1_000), body),
      body,
    });
    await answer.dump();
    return statusCode;
  };
}
