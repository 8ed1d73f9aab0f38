import { Command, Option } from 'commander';
import type { Log } from '#platform/logging/log.js';
import { Role } from '#contracts/auth/people/roles.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;
type WithReason = OutputOptions & { readonly reason: string };

const users = () => import('./users.js');
const twoPeople =
  '\nWhat takes two people in the portal is refused here, unless one person was declared enough and nobody else can decide.\n';

/** `chatman users …`: accounts, whether Chat Man is running or not. The code of each command is loaded on demand. */
export function usersCommand(run: Run): Command {
  const group = new Command('users').description(
    'list accounts, create and disable them, change roles, reset passwords and factors',
  );
  const made = (words: string, description: string): Command =>
    group.command(words).description(description).option('--json', 'print the result as JSON', false);
  const recorded = (words: string, description: string): Command =>
    made(words, description)
      .requiredOption('--reason <text>', 'reason; recorded in the audit log')
      .addHelpText('after', twoPeople);

  made('list', 'list accounts, oldest first')
    .addOption(new Option('--role <role>', 'only accounts with this role').choices(Role.options))
    .addOption(new Option('--state <state>', 'only accounts in this state').choices(['active', 'disabled']))
    .action(async (options: OutputOptions & { readonly role?: string; readonly state?: 'active' | 'disabled' }) =>
      run((await users()).listUsers(options)),
    );
  made('create <username>', 'create an account, and print the link by which its owner chooses a password')
    .option('--display-name <name>', 'name that others see; the username where it is left out')
    .addOption(
      new Option('--role <role>', 'role to begin with')
        .choices(['external_client', 'operations_team'])
        .default('external_client'),
    )
    .action(async (username: string, options: OutputOptions & { readonly role: string; readonly displayName?: string }) =>
      run((await users()).createUser(username, options)),
    );
  recorded('disable <username>', 'disable an account and end its sessions').action(
    async (username: string, options: WithReason) => run((await users()).disableUser(username, options)),
  );
  recorded('enable <username>', 'enable a disabled account').action(async (username: string, options: WithReason) =>
    run((await users()).enableUser(username, options)),
  );
  recorded('role <username> <role>', 'change the role of an account').action(
    async (username: string, role: string, options: WithReason) => run((await users()).changeRole(username, role, options)),
  );
  recorded('reset-password <username>', 'print a link by which the owner chooses a new password').action(
    async (username: string, options: WithReason) => run((await users()).resetPassword(username, options)),
  );
  recorded('reset-factor <username>', 'remove the second factors of somebody who lost them')
    .requiredOption('--identity-check <text>', 'how you verified who asks for it; recorded in the audit log')
    .action(async (username: string, options: WithReason & { readonly identityCheck: string }) =>
      run((await users()).resetFactor(username, options)),
    );
  return group;
}
