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
    accepted.set(data.sequence, (accepted.get(data.sequence) ?? 0) + 1);
    return response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    get requests() {
      return requests;
    },
    /** Numbers that never came below the highest, and numbers that came more than once. */
    verdict() {
      const highest = Math.max(-1, ...[...accepted.keys()].map(Number));
      let missing = 0;
      for (let number = 0; number <= highest; number += 1)
        if (!accepted.has(String(number)) && !accepted.has(number)) missing += 1;
      return { highest, missing, twice: [...accepted.values()].filter((times) => times > 1).length };
    },
    close: () => server.close(),
  };
}
