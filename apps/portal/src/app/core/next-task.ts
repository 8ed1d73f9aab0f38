/**
 * Goes on in a task of its own. Between two tasks the browser paints and answers the person; on a phone, reading a part of the
 * program and running it would be felt as one long pause.
 */
export function nextTask(): Promise<void> {
  return new Promise((goOn) => setTimeout(goOn));
}

/** For a chain that loads: what was loaded, once the task that read it is over. */
export async function inNextTask<Loaded>(loaded: Loaded): Promise<Loaded> {
  await nextTask();
  return loaded;
}
