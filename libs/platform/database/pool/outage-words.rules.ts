/** What keeps the database from answering now. */
export type OutageKind = 'unreachable' | 'silent' | 'no-connection' | 'full' | 'slow' | 'locked' | 'collided' | 'read-only';

interface OutageWords {
  readonly fact: string;
  readonly cause: string;
  readonly cure: string;
}

/** For the log: what happened, why, and what an operator can do. */
export const outageWords: Readonly<Record<OutageKind, OutageWords>> = {
  unreachable: {
    fact: 'database not reachable',
    cause: 'PostgreSQL refuses connections, or closed one',
    cure: 'check that it is running and that DATABASE_URL leads to it; Chat Man reconnects by itself',
  },
  silent: {
    fact: 'database does not answer',
    cause: 'PostgreSQL took a statement and has not answered, and doesn’t answer a new connection either',
    cure: 'look for a paused process, a hung disk or a broken network on its machine; Chat Man continues by itself',
  },
  'no-connection': {
    fact: 'no database connection in time',
    cause: 'all connections of this instance were in use for database.pool.waitSeconds, or PostgreSQL doesn’t accept new ones',
    cure: 'look for long statements in pg_stat_activity, or raise database.pool.connections',
  },
  full: {
    fact: 'database has no room',
    cause: 'PostgreSQL has no connection, memory or disk space left; the error has the SQLSTATE',
    cure: '53100: free disk space; 53200: add memory; 53300: raise max_connections or lower database.pool',
  },
  slow: {
    fact: 'database statement took too long',
    cause: 'PostgreSQL cancelled it after database.pool.readSeconds or writeSeconds; nothing was changed',
    cure: 'look for load and long statements in pg_stat_activity, run ANALYZE, or raise the limit',
  },
  locked: {
    fact: 'database lock not granted in time',
    cause: 'another session has held a lock for longer than database.pool.lockSeconds; nothing was changed',
    cure: "find it: SELECT pid, pg_blocking_pids(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
  },
  collided: {
    fact: 'database transactions collided',
    cause: 'two transactions wanted the same rows, and PostgreSQL cancelled one; nothing was changed',
    cure: 'nothing to do: trying again succeeds',
  },
  'read-only': {
    fact: 'database is read-only',
    cause: 'the connection leads to a standby, or the server was set to read-only',
    cure: 'point DATABASE_URL to the primary',
  },
};
