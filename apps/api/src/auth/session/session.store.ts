import { hash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { SessionData } from 'express-session';
import { Database } from '#platform/database/database.js';
import { sessionKey } from './session-key.js';

const PostgresStore = connectPgSimple(session);

/** Sessions in PostgreSQL, on the application's own connections, kept by the hash of their id. */
export class SessionStore extends PostgresStore {
  /** `keepFor`: seconds that a row is kept at most; when it ends as a session, the authenticator decides. */
  constructor(database: Database, keepFor: () => number) {
    super({
      schemaName: 'auth',
      tableName: 'session',
      createTableIfMissing: false,
      disableTouch: true,
      ttl: keepFor(),
      pool: poolOf(database),
      errorLog: () => undefined, // the store logs what it also answers; the problem filter does it once, without SQL
    });
    this.keepFor = keepFor;
  }

  private readonly keepFor: () => number;

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    super.get(sessionKey(id), done);
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    Object.assign(this, { ttl: this.keepFor() });
    super.set(sessionKey(id), data, done);
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    super.destroy(sessionKey(id), done);
  }
}

/**
 * All that the store uses of a pool. Session rows are bookkeeping of signing in, not business changes: they take no audited `Tx`.
 * The store has three statements, one of which every request asks, so each is planned once a connection.
 */
function poolOf(database: Database): never {
  const pool = {
    query: async (sql: string, values: unknown[]) => ({
      rows: await database.prepared(`auth.store.${hash('sha1', sql)}`, sql, values),
    }),
  };
  return pool as never;
}
