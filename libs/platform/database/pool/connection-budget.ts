import type { Settings } from '../../config/settings/settings.js';
import type { Log } from '../../logging/log.js';
import { asRole } from '../../postgres/roles/roles.js';
import { connectionBudget } from './connection-budget.rules.js';
import { DatabaseSettings } from '../database.settings.js';
import { noticesName } from '../notices.js';

/** Of the two pools of an instance. */
export interface PoolSizes {
  readonly perPool: number;
  readonly waitMs: number;
}

interface Room {
  readonly server: number;
  readonly reserved: number;
  readonly role: number | null;
  readonly database: number | null;
  readonly others: number;
}

/** Finds out what the server gives and who is there, and says once how many connections this instance will take of it. */
export async function sizePools(runtimeUrl: string, settings: Settings, log: Log): Promise<PoolSizes> {
  const { connections, instances, waitSeconds } = settings.of(DatabaseSettings).pool;
  const { server, reserved, role, database, others } = await roomAt(runtimeUrl);
  const budget = connectionBudget({ limits: [server, role, database], reserved, others }, { connections, instances });
  const { perPool, perInstance, available, isTight } = budget;
  log.info('database connections', {
    transactions: perPool,
    reads: perPool,
    perInstance,
    instances: budget.instances,
    available,
  });
  if (isTight)
    log.warn(
      'all instances together may need more database connections than the server allows, and will wait for each other: raise max_connections, or lower database.pool',
      { wanted: perInstance * budget.instances, available },
    );
  return { perPool, waitMs: waitSeconds * 1000 };
}

async function roomAt(runtimeUrl: string): Promise<Room> {
  const { rows } = await asRole(runtimeUrl, (client) =>
    client.query<Room>(
      `SELECT current_setting('max_connections')::int AS server,
              current_setting('superuser_reserved_connections')::int + current_setting('reserved_connections')::int AS reserved,
              (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = session_user) AS role,
              (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()) AS database,
              (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1) AS others`,
      [noticesName],
    ),
  );
  return rows[0]!;
}
