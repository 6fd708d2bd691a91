import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { exitCodes, parseVerifierKey, verifyBundle } from '#libs/proof';

interface Options {
  readonly key: string[];
  readonly keys?: string;
  readonly since?: string;
  readonly json?: true;
}

function collect(value: string, before: string[]): string[] {
  try {
    parseVerifierKey(value);
  } catch (error) {
    throw new InvalidArgumentError(`It is no verifier key: ${(error as Error).message}.`);
  }
  return [...before, value];
}

export const verifyCommand = new Command('verify')
  .description('check an audit bundle offline: no network, no database. Exit code 0 only when everything holds')
  .argument('<file>', 'the bundle (ZIP)')
  .option('--key <vkey>', 'a verifier key you trust, as GET /v1/ledger/keys gave it; may be repeated', collect, [])
  .option('--keys <file>', 'a file of trusted verifier keys, one a line')
  .option('--since <file>', 'an older checkpoint you kept: the bundle must continue it')
  .option('--json', 'print JSON')
  .addHelpText(
    'after',
    () =>
      `\nExit codes: 0 proven; 2 wrong usage; ${Object.entries(exitCodes)
        .map(([kind, code]) => `${code} ${kind}`)
        .join('; ')}.`,
  )
  .action(async (file: string, options: Options) => {
    const pinned = [...options.key, ...(options.keys ? linesOf(options.keys) : [])];
    const since = options.since ? { since: readFileSync(options.since) } : {};
    const progress = process.stderr.isTTY ? showProgress : undefined;
    const result = await verifyBundle(file, { pinned, ...since }, progress);
    if (progress) process.stderr.write('\r\x1b[K');
    if (options.json) process.stdout.write(`${JSON.stringify(result, bytesAsHex)}\n`);
    else if (result.ok) {
      process.stdout.write(
        `${pc.green('Proven.')} ${result.entries} entries, unaltered since the checkpoint of size ${result.size}.\n`,
      );
      process.stdout.write(
        `Signed by ${result.origin}. Not proven: that the entries are true, or that everything was entered.\n`,
      );
    } else {
      process.stdout.write(`${pc.red('Refused.')} ${result.sentence}\n`);
    }
    process.exitCode = result.ok ? 0 : exitCodes[result.kind];
  });

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function showProgress(done: number, of: number): void {
  if (done % 5_000 === 0 || done === of) process.stderr.write(`\r${done} of ${of} entries`);
}

const bytesAsHex = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('hex')
    : value;
