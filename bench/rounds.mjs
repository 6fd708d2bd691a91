import { processorTime } from './processor-time.mjs';

/** The same in a new order. */
export function shuffled(list) {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(Math.random() * rest.length), 1)[0]);
}

/** One measured stretch of load on one server. */
async function measure(load, server, order) {
  const { address, postmaster } = server;
  const paths = server.paths?.[order.workload];
  load.send({ ...order, ...server.order, paths, address });
  await load.next('measuring');
  const before = processorTime({ server: server.pid, postmaster });
  const result = await load.next('measured');
  const after = processorTime({ server: server.pid, postmaster });
  await load.next('idle');
  if (result.refused > 0)
    throw new Error(`${result.refused} of ${result.count} answers were refusals (${order.workload})`);
  return { ...result, server: after.server - before.server, postgres: after.postgres - before.postgres };
}

/**
 * Every workload on all servers, in a new order each round. Gives the rounds by workload and server. A server brings its
 * PostgreSQL's process id and what it is to be asked with.
 */
export async function measureRounds({ load, servers, options }) {
  const names = Object.keys(servers);
  const nothingYet = () => Object.fromEntries(names.map((name) => [name, []]));
  const results = Object.fromEntries(options.workloads.map((workload) => [workload, nothingYet()]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const workload of shuffled(options.workloads)) {
      for (const name of shuffled(names)) {
        const { connections, warmUp, seconds } = options;
        const wanted = { workload, connections, warmUp, seconds };
        results[workload][name].push(await measure(load, servers[name], wanted));
      }
    }
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
  }
  return results;
}
