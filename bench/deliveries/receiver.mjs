// Takes every request with 204, counts, and remembers when which event arrived.
import { createServer } from 'node:http';

const now = () => performance.timeOrigin + performance.now();
let count = 0;
let length = 0;
let sample;
let arrivals;

const server = createServer((request, response) => {
  const at = now();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(204).end();
    count += 1;
    if (!arrivals && sample) return;
    const body = Buffer.concat(chunks);
    sample ??= body.toString();
    length = body.length;
    arrivals?.push([JSON.parse(body).data.event, at]);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ event: 'ready', port: server.address().port }));

process.on('message', ({ ask }) => {
  if (ask === 'count') process.send({ event: 'count', count, sample, length });
  if (ask === 'watch') {
    arrivals = [];
    process.send({ event: 'watching' });
  }
  if (ask === 'arrivals') {
    process.send({ event: 'arrivals', arrivals });
    arrivals = undefined;
  }
});
process.on('disconnect', () => process.exit(0));
