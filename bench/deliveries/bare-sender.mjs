// HTTP and nothing else: no database, no log, no retries.
import { randomUUID } from 'node:crypto';
import { poster } from './post.mjs';

process.on('message', async ({ url, body, count, connections }) => {
  try {
    const post = poster(url, connections);
    let left = count;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (left > 0) {
          left -= 1;
          await post(randomUUID(), body);
        }
      }),
    );
    process.send({ event: 'sent' });
  } catch (error) {
    process.send({ event: 'failed', message: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
