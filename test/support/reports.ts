import { eventually } from './eventually.js';
import type { Caller, Newsroom } from './newsroom.js';

/** Asks for a report, lets a worker make it, and downloads it: as a reader would, over HTTP. */
export async function madeReport(
  newsroom: Newsroom,
  reader: Caller,
  request: object,
): Promise<{ id: string; checkpoint: number; bytes: Buffer; type: string }> {
  await eventually('the log has everything', async () => {
    return (await newsroom.on.asOwner('select from event_pending')).length === 0;
  });
  const { id, checkpointSize } = await reader.post('/reports', request);
  await eventually(
    'the report is made',
    async () => {
      const { status, error } = await reader.get(`/reports/${id}`);
      if (status === 'failed') throw new Error(error);
      return status === 'done';
    },
    60_000,
  );
  const answer = await fetch(`${newsroom.address}/v1/reports/${id}/content`, {
    headers: { authorization: `Bearer ${reader.key}` },
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return {
    id,
    checkpoint: checkpointSize,
    bytes: Buffer.from(await answer.arrayBuffer()),
    type: answer.headers.get('content-type') ?? '',
  };
}
