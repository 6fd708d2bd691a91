import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A script of this folder in a process of its own, and its messages one by one. */
export function startChild(script) {
  const child = fork(path.join(import.meta.dirname, script), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  return {
    pid: child.pid,
    send: (message) => child.send(message),
    async next(event) {
      const [message] = await once(child, 'message');
      if (message.event !== event) throw new Error(message.message ?? `expected "${event}", got "${message.event}"`);
      return message;
    },
    stop: () => child.disconnect(),
  };
}
