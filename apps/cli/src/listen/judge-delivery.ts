import type { IncomingHttpHeaders } from 'node:http';
import { type Webhook, WebhookVerificationError } from 'standardwebhooks';

/** A request that carries a good signature: what it says. */
export interface Verified {
  readonly id: string;
  readonly type: string;
  /** RFC 3339: when it happened. */
  readonly timestamp: string;
  /** The place in the ledger, and in this endpoint's own count. None of a test or a checkpoint. */
  readonly index?: number;
  readonly sequence?: number;
  readonly subjects: readonly { readonly type: string; readonly id: string; readonly version: number }[];
}

/** Judges one request by the specification's own library; good under any of the secrets is good (a rotation has two). */
export function judgeDelivery(
  headers: IncomingHttpHeaders,
  body: string,
  webhooks: readonly Webhook[],
): Verified | { readonly refused: string } {
  const reasons = new Set<string>();
  for (const webhook of webhooks) {
    try {
      return read(String(headers['webhook-id']), webhook.verify(body, headers as Record<string, string>));
    } catch (error) {
      reasons.add(reasonOf(error, headers));
    }
  }
  return { refused: [...reasons].join(' ') };
}

function reasonOf(error: unknown, headers: IncomingHttpHeaders): string {
  if (error instanceof SyntaxError) return 'The signature is good, and the body is no JSON.';
  if (!(error instanceof WebhookVerificationError)) throw error;
  const missing = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].filter((name) => !headers[name]);
  if (missing.length > 0) return `It is no Standard Webhooks request: no header ${missing.join(', ')}.`;
  if (error.message.includes('timestamp'))
    return 'webhook-timestamp is over five minutes off, or no time: check the clocks.';
  return 'No signature matches: another secret, or a body that was changed on its way.';
}

// Whoever has the secret signed it, so only its shape can be surprising.
function read(id: string, body: unknown): Verified {
  const { type, timestamp, data } = (body ?? {}) as Record<string, unknown>;
  const { index, sequence, subjects } = (data ?? {}) as Record<string, unknown>;
  return {
    id,
    type: String(type),
    timestamp: String(timestamp),
    ...(typeof index === 'number' ? { index } : {}),
    ...(typeof sequence === 'number' ? { sequence } : {}),
    subjects: Array.isArray(subjects) ? (subjects as Verified['subjects']) : [],
  };
}
