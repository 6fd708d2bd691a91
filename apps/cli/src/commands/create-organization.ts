import { Command } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';

interface Options {
  readonly name: string;
  readonly slug: string;
  readonly admin: string;
  readonly json?: true;
}

export const createOrganizationCommand = new Command('create-organization')
  .description('create a newsroom and print the key of its first administrator, once')
  .requiredOption('--name <name>', "the newsroom's name")
  .requiredOption('--slug <slug>', 'its short name: small letters, digits, hyphens')
  .option('--admin <name>', "the first administrator's name", 'Administrator')
  .option('--json', 'print JSON')
  .action(async (options: Options) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(options.slug))
      throw new Error('--slug takes small letters, digits and single hyphens only.');
    const { CreateOrganization } = await import('#libs/identity');
    const { openDesk, settingsOf } = await import('../open-desk.js');
    const { withRooms } = await import('../rooms.js');
    const settings = settingsOf(readConfig());
    const shutdown = new Shutdown(settings.log);
    try {
      const desk = await openDesk(settings, shutdown, { migrate: false });
      const input = {
        slug: options.slug,
        name: options.name,
        admin: { name: options.admin },
        entrance: 'issue',
      } as const;
      const made = await withRooms(desk, (rooms) =>
        rooms.get(CreateOrganization).run({ kind: 'operator', roles: [] }, input),
      );
      const shown = { organization: made.organization.id, key: made.key, verifierKey: made.verifierKey };
      process.stdout.write(
        options.json
          ? `${JSON.stringify(shown)}\n`
          : `Organization ${shown.organization}\nThe administrator's key, shown this once:\n${shown.key}\nThe verifier key for auditors:\n${shown.verifierKey}\n`,
      );
    } finally {
      await shutdown.run();
    }
  });
