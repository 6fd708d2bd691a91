// Asks a Claimdesk with Google's own client. Usage: node ask.mjs ADDRESS '{"query": "…"}'. Prints the answer, or the error.
import { factchecktools } from '@googleapis/factchecktools';

const [rootUrl, parameters] = process.argv.slice(2);
// Of an address given to the client, googleapis-common keeps the host alone; given to the call, it keeps the path as well.
const hasPath = new URL(rootUrl).pathname !== '/';
const client = factchecktools(hasPath ? 'v1alpha1' : { version: 'v1alpha1', rootUrl });
try {
  const { status, data } = await client.claims.search(JSON.parse(parameters), hasPath ? { rootUrl } : {});
  process.stdout.write(JSON.stringify({ status, data }));
} catch (error) {
  process.stdout.write(JSON.stringify({ status: error.code ?? error.status, message: error.message }));
}
