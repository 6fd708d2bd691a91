import { parseArgs } from 'node:util';

/** `npm run bench:requests -- --quick`, `--claims 1000000`, `--rounds 9`, `--only get,create`. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      claims: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string', default: 'get,list,create,assign' },
    },
  });
  const { quick } = values;
  return {
    claims: Number(values.claims ?? (quick ? 20_000 : 100_000)),
    rounds: Number(values.rounds ?? (quick ? 3 : 7)),
    /** Before each measured round, so that caches and the JIT are warm for this server. Seconds. */
    warmUp: quick ? 0.5 : 1,
    seconds: quick ? 1.5 : 3,
    workloads: values.only.split(','),
    connections: 32,
  };
}
