import { errorName, errorPlace } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';

/**
 * Uncaught errors. Node would print them with their message, which may quote content, and end the process for every one of them. An unhandled
 * rejection harms only the work that it came from, so other answers go on; after an uncaught exception nothing can be relied upon, so
 * the process ends and its supervisor starts the next.
 */
export function handleUncaughtErrors(log: Log): void {
  process.on('unhandledRejection', (reason) => {
    log.error('a rejection was not handled', { error: errorName(reason), at: errorPlace(reason) });
  });
  process.on('uncaughtException', (error) => {
    log.error('an exception was not caught', { error: errorName(error), at: errorPlace(error) });
    process.exit(1);
  });
}
