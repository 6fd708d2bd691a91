import { Command } from 'commander';
import { newId } from '#libs/kernel';

export const newKeyCommand = new Command('new-key')
  .description(
    'print a new key for CLAIMDESK_BOOTSTRAP_KEY; it names a new organization and opens nothing until it is used there',
  )
  .action(async () => {
    const { makeKey } = await import('#libs/identity');
    process.stdout.write(`${makeKey(newId())}\n`);
  });
