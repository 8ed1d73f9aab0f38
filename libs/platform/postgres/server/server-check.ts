import pg from 'pg';
import { isTooOld, lendsConnections, tooOldText, type ProbedSession } from './pooler.rules.js';
import { PostgresRefused } from '../postgres.errors.js';
import { sessionLimits } from './session-limits.js';

/** SQLSTATE of a pooler that rejects a setting of a new connection, or refuses a transaction. */
const protocolViolation = '08P01';

/**
 * Checks an external database server before anything is created in it.
 * @throws PostgresRefused for a server that is too old, and for a pooler in a mode in which the API could not work.
 */
export async function checkServer(url: string): Promise<void> {
  const clients: pg.Client[] = [];
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, ...sessionLimits, application_name: 'chat-man-check' });
    client.on('error', () => undefined); // the query in progress reports it
    await client.connect();
    clients.push(client);
    return client;
  };
  try {
    const { rows } = await (
      await open()
    ).query<{ number: number; version: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version`,
    );
    if (isTooOld(rows[0]!.number)) throw new PostgresRefused(tooOldText(rows[0]!.version));
    if (await lendsConnections(async () => asSession(await open()))) throw new PostgresRefused(poolerText);
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === protocolViolation) throw new PostgresRefused(poolerText, { cause });
    throw cause;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined))); // a connection may be gone already
  }
}

const poolerText =
  'The database address leads to a connection pooler whose configuration doesn’t work with Chat Man. Chat Man keeps state in its connections (prepared statements, LISTEN, locks), so each ' +
  'needs a server connection of its own. In PgBouncer, for this database: pool_mode = session, and ' +
  `ignore_startup_parameters = ${Object.keys(sessionLimits).join(', ')}, extra_float_digits, with pool_size at least the connections of all instances. Or connect to PostgreSQL directly. Nothing was changed.`;

function asSession(client: pg.Client): ProbedSession {
  const ask = async (): Promise<number> => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]!.pid;
  };
  return {
    process: ask,
    processInTransaction: async () => {
      await client.query('BEGIN');
      return ask();
    },
  };
}
