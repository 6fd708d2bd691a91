import { Client, type Dispatcher, Pool } from 'undici';
import type { Dial, Opening } from './dial.js';

/** What a request hands to the pool besides itself: it is told which connection it goes over. */
export interface TracedDispatch extends Dispatcher.DispatchOptions {
  /** Called once a connection is chosen; `opening` then answers how that connection came about, as soon as it does. */
  readonly onConnectionChosen: (opening: () => Opening | undefined) => void;
}

// A kept connection is dialled, and its address judged, anew after so many requests.
const requestsPerConnection = 1_000;

/** Connections to one origin. A pool shares them between requests; this one can tell a request which it got. */
export function createTracedPool(origin: string, dial: Dial, connections: number): Pool {
  return new Pool(origin, { connections, factory: (to) => tracedClient(to, dial) });
}

function tracedClient(origin: URL, dial: Dial): Client {
  let opening: Opening | undefined;
  const client = new Client(origin, {
    connect(target, callback) {
      opening = { startedAt: performance.now() };
      dial(target, opening).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
    // One request at a time: a slow answer holds up no other, and a cut connection fails exactly one.
    pipelining: 1,
    // The whole exchange has one deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    maxRequestsPerClient: requestsPerConnection,
    allowH2: false,
  });
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (options, handler) => {
    if ('onConnectionChosen' in options) (options as TracedDispatch).onConnectionChosen(() => opening);
    return dispatch(options, handler);
  };
  return client;
}
