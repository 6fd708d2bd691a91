import { Injectable } from '@nestjs/common';
import { systemClock } from '#libs/kernel';
import type { Assignment } from './assignment-store.js';
import { judge } from './attempt-outcome.js';
import { attemptRecord, unknownAttempt } from './attempt-record.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { checkpointMessage, type RecordedEvent, renderers, testMessage } from './payload.js';
import type { AttemptRecord, Result } from './result-store.js';
import { signedHeaders } from './sign.js';
import { WebhookEgress } from './webhook-egress.js';
import { WebhookSettings } from './webhook-settings.js';

/** Makes one request of a delivery and says what it means. */
@Injectable()
export class Sender {
  constructor(
    private readonly secrets: EndpointSecrets,
    private readonly egress: WebhookEgress,
    private readonly settings: WebhookSettings,
  ) {}

  /** Throws only for what another release or another master key can send. */
  async send(item: Assignment): Promise<Result> {
    const body = bodyOf(item);
    const at = systemClock.now();
    const headers = this.headersOf(item, Math.floor(at.getTime() / 1_000), body);
    const { url } = item;
    const outcome = await this.egress.request({
      url,
      method: 'POST',
      headers,
      body,
      deadlineMs: this.settings.deadlineMs,
    });
    const lost = lostAttempts(item);
    const made = item.attempts + lost.length + 1;
    const judgement = judge(outcome, {
      // Somebody waits for the answer of a test; it is not tried again.
      retrySeconds: item.event || item.checkpoint ? this.settings.retrySeconds : [],
      made: made - item.roundFrom,
      now: systemClock.now(),
      random: Math.random(),
    });
    const record = attemptRecord(outcome, judgement, made, { at, url, bytes: Buffer.byteLength(body) });
    return {
      work: item.work,
      endpoint: item.endpoint,
      attempts: [...lost, record],
      status: judgement.status,
      seconds: judgement.seconds,
      strictOrder: item.strictOrder,
      ...consequences(item, judgement.result === 'gone', judgement.status === 'delivered'),
      ...(judgement.pauseSeconds === undefined ? {} : { pauseSeconds: judgement.pauseSeconds }),
    };
  }

  private headersOf(item: Assignment, timestamp: number, body: string): Record<string, string> {
    const now = performance.now();
    const standing = item.earlierSecrets.filter(({ until }) => until > now).map(({ sealed }) => sealed);
    const secrets = [item.sealedSecret, ...standing].map((sealed) => this.secrets.openSecret(item.endpoint, sealed));
    const own = item.sealedHeaders ? this.secrets.openHeaders(item.endpoint, item.sealedHeaders) : {};
    return { ...own, ...signedHeaders(secrets, item.id, timestamp, body) };
  }
}

function bodyOf({ event, checkpoint, work, id, endpoint, createdAt, payloadVersion, place }: Assignment): string {
  if (checkpoint) return checkpointMessage(work.organization, checkpoint);
  if (!event) return testMessage(id, endpoint, createdAt);
  const render = renderers[payloadVersion];
  if (!render) throw new Error(`payload version ${payloadVersion} is not one of this release`);
  return render(JSON.parse(event.toString('utf8')) as RecordedEvent, place);
}

/** What a request means for its endpoint. A test says nothing about how it fares. */
function consequences(item: Assignment, isGone: boolean, isWell: boolean): Pick<Result, 'ends' | 'turned'> {
  if (!item.event && !item.checkpoint) return {};
  if (isGone) return { ends: 'gone' };
  if (isWell) return item.isFailing ? { turned: 'well' } : {};
  return item.isFailing ? { ends: 'failing' } : { turned: 'failing' };
}

/** What the log must say of the leases before, if they ran out: one line for each. */
export const lostAttempts = ({ attempts, work }: Assignment): AttemptRecord[] =>
  Array.from({ length: work.lostLeases }, (_, place) => unknownAttempt(attempts + place + 1, systemClock.now()));
