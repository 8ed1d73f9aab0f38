/** Milliseconds between looks: fast enough that a new start finds the port free. */
const lookEvery = 500;

/**
 * Closes this process when the one that started it is gone. After kill -9 of a supervisor nobody else would: its child is handed to
 * process 1 and would keep the port and the database.
 */
export function exitWithParent(close: () => Promise<unknown>): void {
  const parent = process.ppid;
  if (parent <= 1) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    void close().finally(() => process.exit(0));
  }, lookEvery);
  timer.unref();
}
