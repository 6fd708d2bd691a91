// Asks a Claimdesk with Google's own client. Usage: node ask.mjs ADDRESS '{"query": "…"}'. Prints the answer, or the error.
import { factchecktools } from '@googleapis/factchecktools';

const [rootUrl, parameters] = process.argv.slice(2);
const client = factchecktools({ version: 'v1alpha1', rootUrl });
try {
  const { status, data } = await client.claims.search(JSON.parse(parameters));
  process.stdout.write(JSON.stringify({ status, data }));
} catch (error) {
  process.stdout.write(JSON.stringify({ status: error.code ?? error.status, message: error.message }));
}
