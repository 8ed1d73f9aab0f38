import type { Command } from 'commander';
import { Refusal } from './refusal.js';

/** Makes a command refuse an option that is given twice, since it could only use one of them. */
export function refuseRepeats(command: Command): void {
  for (const option of command.options.filter(({ variadic }) => !variadic)) {
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) throw new Refusal(`${option.long ?? option.flags} was given twice. Give it only once. Nothing was done.`);
      isGiven = true;
    });
  }
}
