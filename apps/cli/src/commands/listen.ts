import { Command, InvalidArgumentError, Option } from 'commander';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly secret: string;
  readonly status: number;
  readonly times?: number;
  readonly json?: true;
}

export const listenCommand = new Command('listen')
  .description('receive, verify and print webhook deliveries on this machine')
  .option('--port <port>', 'where to listen; 0 takes a free one', wholeNumber(0, 65_535), 8484)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .addOption(
    new Option(
      '--secret <whsec>',
      'the secret that the endpoint was made with; several, separated by commas, during a rotation',
    )
      .env('CLAIMDESK_LISTEN_SECRET')
      .makeOptionMandatory(),
  )
  .option('--status <status>', 'answer verified deliveries with it, to see retries', wholeNumber(200, 599), 204)
  .option('--times <n>', 'only the first n get --status, the others 204', wholeNumber(1, 1_000_000_000))
  .option('--json', 'print one JSON object a line')
  .addHelpText(
    'after',
    `
Each line says what came: type, place in the ledger (index), place in the endpoint's own count (sequence), subjects.
Numbers of the sequence that are passed over are named, and named again when they come late.
Answers 400 to what does not verify, by signature and by time (five minutes).

A desk calls no private address unless its operator allows it. For a desk on this machine, start it with
CLAIMDESK_EGRESS_ALLOW=127.0.0.0/8 and make the endpoint with the address that "listen" prints:

  CLAIMDESK_EGRESS_ALLOW=127.0.0.0/8 npm start
  curl -X POST http://127.0.0.1:3000/v1/webhook-endpoints -H "Authorization: Bearer $KEY" \\
    -H 'Content-Type: application/json' -d '{"url": "http://127.0.0.1:8484/cms", "eventTypes": ["verdict.published"]}'
  CLAIMDESK_LISTEN_SECRET=whsec_… npx claimdesk listen

On the command line a secret is seen by everybody on this machine (ps): prefer the variable.
Exit codes: 0 stopped by Ctrl-C; 1 it cannot listen; 2 wrong usage.`,
  )
  .action(async ({ secret, ...options }: Options, command: Command) => {
    const secrets = secret.split(',').map((one) => one.trim());
    // By hand, because an argument parser's refusal says the value back.
    if (!secrets.every(isSecret)) command.error(noSecret);
    const { runListen } = await import('../listen/run-listen.js');
    await runListen({ ...options, secrets });
  });

function wholeNumber(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < low || value > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return value;
  };
}

function isSecret(text: string): boolean {
  const key = Buffer.from(text.slice('whsec_'.length), 'base64');
  return text === `whsec_${key.toString('base64')}` && key.length >= 24 && key.length <= 64;
}

const noSecret =
  'error: --secret (or CLAIMDESK_LISTEN_SECRET) must be whsec_ and 24 to 64 bytes in base64, as the answer to POST /v1/webhook-endpoints shows it once.';
