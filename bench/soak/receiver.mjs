import { createServer } from 'node:http';
import { once } from 'node:events';

/** A receiver that refuses one request in fifty, as they do, and keeps which sequence numbers it accepted, and how often. */
export async function openReceiver() {
  const accepted = new Map();
  let requests = 0;
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    requests += 1;
    if (requests % 50 === 0) return response.writeHead(503).end();
    const { data } = JSON.parse(Buffer.concat(chunks).toString());
    const sequence = Number(data.sequence);
    accepted.set(sequence, (accepted.get(sequence) ?? 0) + 1);
    return response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    get requests() {
      return requests;
    },
    /** Numbers below the highest that never came and are not owed either, and numbers that came more than once. */
    verdict(owed) {
      const highest = Math.max(-1, ...accepted.keys());
      const missing = Array.from({ length: highest }, (_, number) => number).filter(
        (number) => !accepted.has(number) && !owed.has(number),
      ).length;
      return { highest, missing, twice: [...accepted.values()].filter((times) => times > 1).length };
    },
    close: () => server.close(),
  };
}
