import { Command } from 'commander';
import { expect, it } from 'vitest';
import { Refusal } from './refusal.js';
import { refuseRepeats } from './repeated-options.js';

function aCommand(): Command {
  const command = new Command('any')
    .option('--reason <text>')
    .option('--anchor <file...>')
    .option('--json')
    .action(() => undefined);
  refuseRepeats(command);
  return command;
}

it.each([
  ['with a value', ['--reason', 'one', '--reason', 'two']],
  ['without one', ['--json', '--json']],
])('refuses an option %s that is given twice', (_, words) => {
  expect(() => aCommand().parse(words, { from: 'user' })).toThrow(Refusal);
});

it('takes options once each, and those that take many values as often as they come', () => {
  const command = aCommand().parse(['--reason', 'one', '--anchor', 'a', '--anchor', 'b'], { from: 'user' });
  expect(command.opts()).toEqual({ reason: 'one', anchor: ['a', 'b'] });
});
