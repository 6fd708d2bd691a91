import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { exitCodes } from '#libs/proof';
import { demandKey, runVerify, showProgress, WrongUsage } from '../verify/run-verify.js';

interface Options {
  readonly key: string[];
  readonly keys?: string;
  readonly since?: string;
  readonly event?: string;
  readonly json?: true;
}

function collect(value: string, before: string[]): string[] {
  try {
    demandKey(value);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return [...before, value];
}

export const verifyCommand = new Command('verify')
  .description('check an audit bundle offline: no network, no database. Exit code 0 only when everything holds')
  .argument('<file>', 'the bundle (ZIP), or the proof of one event (.tlog-proof)')
  .option('--key <vkey>', 'a verifier key you trust, as GET /v1/ledger/keys gave it; may be repeated', collect, [])
  .option('--keys <file>', 'a file of trusted verifier keys, one a line')
  .option('--since <file>', 'an older checkpoint you kept: the bundle must continue it')
  .option('--event <file>', 'the exact bytes of the event that the proof is about')
  .option('--json', 'print JSON')
  .addHelpText(
    'after',
    () =>
      `\nExit codes: 0 proven; 2 wrong usage; ${Object.entries(exitCodes)
        .map(([kind, code]) => `${code} ${kind}`)
        .join('; ')}.`,
  )
  .action(async (file: string, options: Options, command: Command) => {
    const progress = process.stderr.isTTY ? showProgress : undefined;
    try {
      const { text, code } = await runVerify({ ...options, file }, progress);
      process.stdout.write(options.json ? text : text.replace(/^\w+\./, code === 0 ? pc.green : pc.red));
      process.exitCode = code;
    } catch (error) {
      if (error instanceof WrongUsage) command.error(error.message);
      throw error;
    }
  });
