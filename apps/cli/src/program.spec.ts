import { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { chatmanProgram, withSubcommands } from './program.js';

const program = chatmanProgram({ run: () => Promise.resolve(), runAlone: () => Promise.resolve() });

/** Commands that print no result of their own, and why. */
const withoutResult: Readonly<Record<string, string>> = {
  'chatman start': 'runs until it is stopped, and prints what the guides name',
  'chatman completion': 'prints a script for a shell',
  'chatman audit export': 'prints the log itself, in the format that --format names',
  'chatman audit prune': 'only ever refuses',
};

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
const commands = withSubcommands(program);
const acting = commands.filter((command) => command.commands.length === 0);

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text) });
  command.outputHelp();
  return help;
}

describe.each(commands.map((command) => [nameOf(command), command] as const))('%s', (_, command) => {
  it('says what it does, what each option and argument is for, and how it ends', () => {
    expect(command.description()).toMatch(/^\S.{14,}/);
    for (const option of command.options) expect(option.description, option.flags).toMatch(/^\S.{5,}/);
    const help = helpOf(command);
    expect(help).toContain(`Usage: ${nameOf(command)}`);
    for (const code of [0, 1, 78]) expect(help).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
  });
});

it.each(acting.map((command) => [nameOf(command), command] as const))('%s takes --json', (name, command) => {
  expect(command.options.some(({ long }) => long === '--json')).toBe(!(name in withoutResult));
});

it('every exception names a command', () => {
  expect(Object.keys(withoutResult).filter((name) => !acting.some((command) => nameOf(command) === name))).toEqual([]);
});

it('what is recorded in the audit log asks for the reason', () => {
  const named = (name: string): Command => acting.find((command) => nameOf(command) === `chatman ${name}`)!;
  for (const name of [
    'users disable',
    'users enable',
    'users role',
    'users reset-password',
    'users reset-factor',
    'tokens revoke',
    'keys rotate',
  ])
    expect(named(name).options.find(({ long }) => long === '--reason')?.mandatory, name).toBe(true);
});

it('completes all of them', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  program.parse(['completion', 'fish'], { from: 'user' });
  const script = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  for (const command of acting) expect(script).toContain(`-f -a ${command.name()} `);
});
