import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { completionFor } from './completion.js';

const program = new Command('chatman');
program.command('start').description('start it');
const backup = new Command('backup').description('the operator’s backups');
backup.command('create').description('create one').option('--label <text>', 'name').option('--json', 'as JSON');
backup.command('list').description('list them');
program.addCommand(backup);

/** What bash offers after these words. */
function offered(...words: string[]): string[] {
  const script = `${completionFor('bash', program)}
COMP_WORDS=(chatman "$@"); COMP_CWORD=$#; _chatman; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

test('bash offers commands, then theirs, then their options', () => {
  expect(offered('')).toEqual(['start', 'backup']);
  expect(offered('backup', '')).toEqual(['create', 'list']);
  expect(offered('backup', 'cr')).toEqual(['create']);
  expect(offered('backup', 'create', '--')).toEqual(['--label', '--json']);
  expect(offered('backup', 'create', '--json', '--l')).toEqual(['--label']);
});

test('zsh and fish get the same', () => {
  expect(completionFor('zsh', program)).toMatch(/^autoload -U \+X bashcompinit/);
  expect(completionFor('fish', program)).toContain(
    "complete -c chatman -n '__fish_seen_subcommand_from backup' -f -a create -d 'create one'",
  );
});
