import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const tasks = '/proc/self/task';
/** Of Unix, from -20 to 19: gets about a tenth of what an ordinary thread gets while both want the same processor. */
const behindOthers = 10;

/**
 * Lets the threads that compute hashes step back behind the one that answers people, where processors are scarce. Linux alone gives threads
 * a priority of their own; they have a name from libuv 1.50 on. Elsewhere nothing changes. They exist once something was computed.
 */
export function stepBack(): void {
  try {
    for (const id of readdirSync(tasks)) {
      if (readFileSync(`${tasks}/${id}/comm`, 'utf8').startsWith('libuv-worker')) setPriority(Number(id), behindOthers);
    }
  } catch {
    // Not Linux, or it is forbidden here: hashes then compete as equals, as they did.
  }
}
