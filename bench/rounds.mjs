import { processorTime } from './processor-time.mjs';

function shuffled(list) {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(Math.random() * rest.length), 1)[0]);
}

/** One measured stretch of load on one server. */
async function measure(load, server, postmaster, order) {
  load.send({ ...order, address: server.address });
  await load.next('measuring');
  const before = processorTime({ server: server.pid, postmaster });
  const result = await load.next('measured');
  const after = processorTime({ server: server.pid, postmaster });
  await load.next('idle');
  if (result.refused > 0)
    throw new Error(`${result.refused} of ${result.count} answers were refusals (${order.workload})`);
  return { ...result, server: after.server - before.server, postgres: after.postgres - before.postgres };
}

/** Every workload on both servers, in a new order each round. Gives the rounds by workload and server. */
export async function measureRounds({ load, servers, postmaster, options, order }) {
  const results = Object.fromEntries(options.workloads.map((name) => [name, { ours: [], bare: [] }]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const workload of shuffled(options.workloads)) {
      for (const name of shuffled(['ours', 'bare'])) {
        const { connections, warmUp, seconds } = options;
        const wanted = { ...order, workload, connections, warmUp, seconds };
        results[workload][name].push(await measure(load, servers[name], postmaster, wanted));
      }
    }
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
  }
  return results;
}
