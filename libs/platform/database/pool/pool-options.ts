import pg, { type ClientBase } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Settings } from '../../config/settings/settings.js';
import type { Log } from '../../logging/log.js';
import { sessionLimits } from '../../postgres/server/session-limits.js';
import { DatabaseSettings } from '../database.settings.js';
import type { PoolSizes } from './connection-budget.js';
import { surviveConnectionLoss } from './connection-loss.js';
import { PatientPool } from './patient-pool.js';
import { ServerWatch } from './server-watch.js';
import { WatchedClient } from './watched-client.js';

interface Pooled {
  readonly runtimeUrl: string;
  readonly settings: Settings;
  readonly log: Log;
  readonly sizes: PoolSizes;
}

/** The two pools, for transactions ("master" in TypeORM's words) and for reads, and what their connections have in common. */
export function poolOptions({
  runtimeUrl,
  settings,
  log,
  sizes,
}: Pooled): Partial<Extract<DataSourceOptions, { type: 'postgres' }>> {
  const { readSeconds, writeSeconds, lockSeconds, silenceSeconds } = settings.of(DatabaseSettings).pool;
  const watch = new ServerWatch(runtimeUrl, silenceSeconds * 1000, log);
  const limitedTo = (statementSeconds: number) => ({ url: withStatementTimeout(runtimeUrl, statementSeconds * 1000) });
  const { idle_in_transaction_session_timeout } = sessionLimits;
  return {
    url: runtimeUrl,
    driver: { ...pg, Pool: PatientPool },
    replication: { defaultMode: 'master', master: limitedTo(writeSeconds), slaves: [limitedTo(readSeconds)] },
    applicationName: 'chat-man',
    poolErrorHandler: () => log.warn('database connection lost'),
    extra: {
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      lock_timeout: lockSeconds * 1000,
      idle_in_transaction_session_timeout,
      max: sizes.perPool,
      connectionTimeoutMillis: sizes.waitMs,
      Client: WatchedClient,
      onConnect: (client: ClientBase) => {
        surviveConnectionLoss(client);
        watch.add(client as WatchedClient);
      },
      pipeline: true,
    },
  };
}

/** In the address, the one thing in which the two pools differ for TypeORM. */
function withStatementTimeout(url: string, milliseconds: number): string {
  return `${url}${url.includes('?') ? '&' : '?'}statement_timeout=${milliseconds}`;
}
