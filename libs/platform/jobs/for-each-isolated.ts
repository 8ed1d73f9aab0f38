/**
 * Processes independent items, such as the records of different people, one after the other. A
 * failure does not stop the rest; at the end the first failure is thrown, so that the run counts as failed.
 */
export async function forEachIsolated<Thing>(things: Iterable<Thing>, work: (thing: Thing) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const thing of things) {
    try {
      await work(thing);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}
