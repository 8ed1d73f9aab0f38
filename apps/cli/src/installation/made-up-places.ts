import type { Environment } from '#platform/config/environment/environment.js';
import { whereItLies } from '#platform/storage/where-it-lies.js';
import { directoriesOf } from '#platform/storage/written-places.js';
import { isMadeUp } from './places.rules.js';
import { Refusal } from '../refusal.js';

/** @throws Refusal naming each directory in which nothing can be kept, before anything is made. */
export function refuseMadeUpPlaces(environment: Environment): void {
  const faults = directoriesOf(environment).filter(({ path }) => isMadeUp(whereItLies(path)));
  if (faults.length === 0) return;
  const lines = faults.map(
    ({ path, variable }) => `  - ${variable}: ${path} is on a virtual filesystem of the kernel, where nothing can be stored`,
  );
  throw new Refusal(`Chat Man can’t store anything in these places:\n${lines.join('\n')}\nNothing was started.`);
}
