/** Why this process ends. */
export type StopReason = NodeJS.Signals | 'parent-died';

/**
 * Resolves once this process is asked to end: by a signal, or by the death of the process that started it. A killed npm or shell passes no
 * signal on; a channel to the starter closes, or the parent's pid changes.
 */
export function stopAsked(): Promise<StopReason> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.connected) process.once('disconnect', () => resolve('parent-died'));
    watchParent(() => resolve('parent-died'));
  });
}

/** Only a process that npm started is watched so: others may outlive the shell that started them, and often should. */
function watchParent(died: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    died();
  }, 500);
  watch.unref();
}
