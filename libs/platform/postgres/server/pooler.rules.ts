/** A connection as its client sees it. */
export interface ProbedSession {
  /** Number of the server's process that answers, outside a transaction. */
  process(): Promise<number>;
  /** The same, in a transaction that stays open. */
  processInTransaction(): Promise<number>;
}

/** Sessions that hold a transaction open while the first one idles. More than a pooler is likely to have idle connections of one kind. */
const others = 4;

/**
 * Whether a pooler lends connections for single transactions. The first session idles, in its view with a process of its own;
 * behind such a pooler another one is given that process, or the first finds another in its place.
 */
export async function lendsConnections(open: () => Promise<ProbedSession>): Promise<boolean> {
  const first = await open();
  const own = await first.process();
  for (let count = 0; count < others; count++) {
    if ((await (await open()).processInTransaction()) === own) return true;
    if ((await first.process()) !== own) return true;
  }
  return false;
}

/** The oldest PostgreSQL that Chat Man runs on: earlier ones know no built-in locale, and a restore needs it. */
const oldestMajor = 17;

/** Whether a server is too old, by its `server_version_num` (150004 for 15.4). */
export function isTooOld(versionNumber: number): boolean {
  return Math.floor(versionNumber / 10_000) < oldestMajor;
}

export function tooOldText(version: string): string {
  return (
    `The server of DATABASE_URL is PostgreSQL ${version}. Chat Man needs PostgreSQL ${oldestMajor} or newer: on older versions the schema can’t be created, or backups can’t be restored. ` +
    'Nothing was changed.'
  );
}
