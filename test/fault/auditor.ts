import { Webhook } from 'standardwebhooks';
import type { TestDatabase } from '../support/database.js';
import type { Received } from '../support/receiver.js';

interface Sent {
  readonly id: string;
  readonly index: string;
  readonly sequence: string;
  readonly status: string;
  readonly results: string[];
}

/**
 * Reads the ledger, the attempt log and a receiver's journal, trusts none of them, and names every difference: an event
 * that did not arrive, a body that changed under its id, a gap in the sequence, a repetition that the log cannot explain.
 */
export async function audit(
  on: Pick<TestDatabase, 'asOwner'>,
  { id, type, secret }: { readonly id: string; readonly type: string; readonly secret?: string },
  journal: readonly Received[],
): Promise<string[]> {
  const logged = await on.asOwner<{ index: string }>(
    `select l.index from ledger_entry l join event e on e.organization_id = l.organization_id and e.id = l.event_id
       join webhook_endpoint w on w.organization_id = l.organization_id and w.id = $1
      where convert_from(e.bytes, 'UTF8')::json ->> 'type' = $2 and l.index >= w.from_index`,
    [id, type],
  );
  const sent = await on.asOwner<Sent>(
    `select d.id, d.ledger_index as index, d.sequence, d.status,
            array(select a.result from attempt a where a.delivery_id = d.id order by a.number) as results
       from delivery d where d.endpoint_id = $1 and d.event_id is not null order by d.sequence`,
    [id],
  );
  const faults: string[] = [];
  const arrived = new Map<string, Received[]>();
  for (const one of journal) arrived.set(one.id, [...(arrived.get(one.id) ?? []), one]);
  const wanted = new Set(logged.map(({ index }) => index));
  const had = new Set(sent.map(({ index }) => index));
  for (const index of wanted) if (!had.has(index)) faults.push(`event ${index} has no delivery`);
  sent.forEach(({ sequence }, place) => {
    if (Number(sequence) !== place) faults.push(`sequence ${sequence} stands at ${place}`);
  });
  for (const { id: delivery, status, results } of sent) {
    const requests = arrived.get(delivery) ?? [];
    if (status === 'pending') faults.push(`${delivery} is pending`);
    if (status === 'delivered' && requests.length === 0) faults.push(`${delivery} is delivered and never arrived`);
    if (new Set(requests.map(({ body }) => body)).size > 1) faults.push(`${delivery} has several bodies`);
    if (requests.length > results.length)
      faults.push(`${delivery} arrived ${requests.length} times: ${results.join()}`);
    if (results.filter((result) => result === 'delivered').length > 1 && !results.includes('unknown'))
      faults.push(`${delivery} was delivered twice without a reason: ${results.join()}`);
  }
  const known = new Set(sent.map((one) => one.id));
  for (const one of arrived.keys()) if (!known.has(one)) faults.push(`${one} arrived and is no delivery`);
  if (secret) {
    const webhook = new Webhook(secret);
    for (const { body, headers } of journal) webhook.verify(body, headers as Record<string, string>);
  }
  return faults;
}
