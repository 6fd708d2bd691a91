import { Command } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';
import { collect, readWitnesses } from '../doctor/witnesses.js';

interface Options {
  readonly ledger?: true;
  readonly roles?: true;
  readonly replay?: true;
  readonly published?: true;
  readonly erasures?: true;
  readonly rebuild?: true;
  readonly organization?: string;
  readonly witness: string[];
  readonly key: string[];
  readonly json?: true;
}

export const doctorCommand = new Command('doctor')
  .description('examine what is stored; exit code 0 when it is as it must be, 3 when it is not')
  .option('--ledger', 'compute every log anew from its bytes, and say where what is stored differs')
  .option('--roles', 'compare what the database lets each role do with what this release gives it')
  .option(
    '--replay',
    'rebuild every state from the bytes of the events, and say where tables or history differ from it',
  )
  .option('--published', 'compare what readers are shown with what each log says is published')
  .option('--erasures', 'look whether what was erased is gone from everywhere')
  .option('--rebuild', 'with --published: where they differ, make everything public anew from the log')
  .option('--organization <id>', 'only this newsroom')
  .option(
    '--witness <file>',
    'a checkpoint that somebody outside kept: the log must begin with all that it signs; may be repeated',
    collect,
    [],
  )
  .option(
    '--key <vkey>',
    'the verifier key that must have signed it, if not one in the database; may be repeated',
    collect,
    [],
  )
  .option('--json', 'print one JSON object a line')
  .action(async (options: Options, command: Command) => {
    const { ledger, replay, roles, published, erasures } = options;
    if (!ledger && !replay && !roles && !published && !erasures)
      command.error(
        'Say what to examine: doctor --ledger, --replay, --roles, --published, --erasures, or several of them.',
      );
    if (options.rebuild && !options.published) command.error('--rebuild goes with --published.');
    if (!options.ledger && options.witness.length + options.key.length > 0)
      command.error('A witness has seen the log: doctor --ledger --witness CHECKPOINT.');
    const { openDesk, settingsOf } = await import('../open-desk.js');
    const settings = settingsOf(readConfig());
    const shutdown = new Shutdown(settings.log);
    try {
      const witnesses = readWitnesses(options.witness);
      const desk = await openDesk(settings, shutdown, { migrate: false });
      const say = (line: object, words: string): void =>
        void process.stdout.write(options.json ? `${JSON.stringify(line)}\n` : `${words}\n`);
      let found = 0;
      if (options.roles) {
        const { tellRoles } = await import('../doctor/tell-roles.js');
        found += await tellRoles(desk, say);
      }
      const { allRooms, withRooms } = await import('../rooms.js');
      if (options.published) {
        const { examinePublished } = await import('../doctor/examine-published.js');
        const asked = { organization: options.organization, rebuild: options.rebuild === true };
        found += await withRooms(desk, (rooms) => examinePublished(rooms, asked, say), allRooms);
      }
      if (options.ledger) {
        const { examineLedgers } = await import('../doctor/examine-ledgers.js');
        const asked = { organization: options.organization, witnesses, keys: options.key };
        found += await withRooms(desk, (rooms) => examineLedgers(rooms, asked, say));
      }
      if (options.replay) {
        const { replayLedgers } = await import('../doctor/replay-ledgers.js');
        found += await withRooms(desk, (rooms) => replayLedgers(rooms, options.organization, say), allRooms);
      }
      if (options.erasures) {
        const { examineErasures } = await import('../doctor/examine-erasures.js');
        found += await withRooms(desk, (rooms) => examineErasures(rooms, options.organization, say), allRooms);
      }
      process.exitCode = found === 0 ? 0 : 3;
    } finally {
      await shutdown.run();
    }
  });
