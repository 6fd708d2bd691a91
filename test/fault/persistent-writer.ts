import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#libs/kernel';

/** What one client saw of its requests. */
export interface Journal {
  /** Ids that the service said it made, each by one request. */
  readonly acknowledged: string[];
  /** Failures before that: a status and its code, or that no answer came. */
  readonly failures: Map<string, number>;
  /** Milliseconds from a request's first try to its answer, of those that did not succeed at once. */
  readonly waited: number[];
}

interface Answer {
  readonly id?: string;
  readonly code?: string;
}

export interface WriterTask {
  readonly address: () => string;
  readonly key: string;
  readonly path: string;
  readonly body: (number: number) => object;
  readonly goesOn: () => boolean;
}

/** A client as integrators are told to write one: one Idempotency-Key a request, repeated until there is an answer. */
export async function writePersistently({ address, key, path, body, goesOn }: WriterTask): Promise<Journal> {
  const journal: Journal = { acknowledged: [], failures: new Map(), waited: [] };
  for (let number = 0; goesOn(); number += 1) {
    const began = performance.now();
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': newId() };
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(`${address()}/v1${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body(number)),
      })
        .then(async (response) => ({ status: response.status, body: (await response.json()) as Answer }))
        .catch((): { status: number; body: Answer } => ({ status: 0, body: {} }));
      if (answer.body.id && answer.status < 300) {
        journal.acknowledged.push(answer.body.id);
        if (tries > 1) journal.waited.push(performance.now() - began);
        break;
      }
      const name = answer.status === 0 ? 'no answer' : `${answer.status} ${answer.body.code}`;
      journal.failures.set(name, (journal.failures.get(name) ?? 0) + 1);
      await pause(50);
    }
  }
  return journal;
}
