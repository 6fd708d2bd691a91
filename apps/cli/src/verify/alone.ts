import { parseArgs } from 'node:util';
import { exitCodes } from '#libs/proof';
import { runVerify, showProgress } from './run-verify.js';

// The verifier by itself: scripts/build.mjs makes one file of this and all that it needs, for auditors who install nothing.

const help = `node claimdesk-verify.cjs FILE --key VKEY [--keys FILE] [--since CHECKPOINT] [--event EVENT] [--json]

Checks an audit bundle of Claimdesk (ZIP), or one event with its proof (FILE.tlog-proof --event EVENT).
Works offline; needs Node 20.19 or newer and nothing else.

  --key VKEY     a verifier key you trust, which you got by another way than the bundle; may be repeated
  --keys FILE    a file of trusted verifier keys, one a line
  --since FILE   an older checkpoint you kept: the bundle must continue it
  --event FILE   the exact bytes of the event that the proof is about
  --json         print JSON

Exit codes: 0 proven; 2 wrong usage; ${Object.entries(exitCodes)
  .map(([kind, code]) => `${code} ${kind}`)
  .join('; ')}.
`;

const options = {
  key: { type: 'string', multiple: true },
  keys: { type: 'string' },
  since: { type: 'string' },
  event: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return say(`${(error as Error).message}\n\n${help}`, 2);
  }
  const { values, positionals } = parsed;
  if (values.help) return say(help, 0);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return say(help, 2);
  try {
    const progress = process.stderr.isTTY ? showProgress : undefined;
    const { text, code } = await runVerify({ ...values, key: values.key ?? [], file }, progress);
    return say(text, code);
  } catch (error) {
    // A file or a key of the auditor's own that cannot be read: that says nothing of the bundle.
    return say(`${(error as Error).message}\n`, 2);
  }
}

function say(text: string, code: number): number {
  (code === 2 ? process.stderr : process.stdout).write(text);
  return code;
}

void main().then((code) => (process.exitCode = code));
