import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

const tokens = () => import('./tokens.js');

/** `chatman tokens …`: API tokens, whether Chat Man is running or not. They are made in the portal, by their owners alone. */
export function tokensCommand(run: Run): Command {
  const group = new Command('tokens').description('list and revoke API tokens; their owners create them in the portal');
  group
    .command('list')
    .description('list the tokens that work, without their names')
    .option('--user <username>', 'only the tokens of this person')
    .option('--json', 'print them as JSON', false)
    .action(async (options: OutputOptions & { readonly user?: string }) => run((await tokens()).listTokens(options)));
  group
    .command('revoke [ids...]')
    .description('revoke tokens by their ids, or all tokens of a person; their owners are notified')
    .option('--user <username>', 'all tokens of this person')
    .requiredOption('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (ids: string[], options: OutputOptions & { readonly user?: string; readonly reason: string }) =>
      run((await tokens()).revokeTokens(ids, options)),
    );
  return group;
}
