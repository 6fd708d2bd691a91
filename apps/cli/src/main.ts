import 'reflect-metadata';
import { Command } from 'commander';
import { release } from '#libs/runtime';
import { backupCommand } from './commands/backup.js';
import { backupDailyCommand } from './commands/backup-daily.js';
import { createOrganizationCommand } from './commands/create-organization.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { erasuresCommand } from './commands/erasures.js';
import { listenCommand } from './commands/listen.js';
import { migrateCommand } from './commands/migrate.js';
import { newKeyCommand } from './commands/new-key.js';
import { restoreCommand } from './commands/restore.js';
import { apiCommand, startCommand, workerCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';
import { explain } from './explain.js';

const program = new Command('claimdesk')
  .description('A fact-checking claim tracker: claims, evidence, verdicts, review, and a ledger anyone can verify.')
  .version(release(), '--version', 'print the release')
  .showHelpAfterError('(claimdesk --help lists the commands)')
  .addCommand(startCommand)
  .addCommand(apiCommand)
  .addCommand(workerCommand)
  .addCommand(migrateCommand)
  .addCommand(backupCommand)
  .addCommand(backupDailyCommand)
  .addCommand(restoreCommand)
  .addCommand(erasuresCommand)
  .addCommand(createOrganizationCommand)
  .addCommand(newKeyCommand)
  .addCommand(verifyCommand)
  .addCommand(doctorCommand)
  .addCommand(listenCommand)
  .addCommand(demoCommand);

// Wrong usage is exit code 2 everywhere; 1 is a failure; verify has codes of its own from 10.
program.commands.forEach((command) => command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2)));
program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program.parseAsync().catch((error: unknown) => {
  const { sentence, code } = explain(error);
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
});
