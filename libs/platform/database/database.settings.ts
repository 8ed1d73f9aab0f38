import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '../config/settings/settings-slice.js';

const seconds = (value: number, describe: string) =>
  setting(z.number().check(z.int(), z.minimum(1), z.maximum(3600)), value, { describe, onHost: true });

export const DatabaseSettings = settingsSlice('database', {
  pool: settingGroup({
    connections: setting(z.nullable(z.number().check(z.int(), z.minimum(8), z.maximum(200))), null, {
      describe:
        'Maximum number of PostgreSQL connections an instance opens for requests, half for transactions and half for reads; six more are for other work. null: an even share of what the server allows, 8 to 32.',
      onHost: true,
    }),
    instances: setting(z.number().check(z.int(), z.minimum(1), z.maximum(50)), 3, {
      describe: 'Number of instances that share the server’s connections; if more are running, they are counted too.',
      onHost: true,
    }),
    waitSeconds: setting(z.number().check(z.int(), z.minimum(1), z.maximum(60)), 15, {
      describe: 'Seconds a request waits for a connection before it fails with 503.',
      onHost: true,
    }),
    readSeconds: seconds(30, 'Seconds after which PostgreSQL cancels a statement that reads; the request fails with 503.'),
    writeSeconds: seconds(
      60,
      'Seconds after which PostgreSQL cancels a statement of a transaction; nothing is changed then, and the request fails with 503. Backups, restores, migrations and the verification of the audit log have no such limit.',
    ),
    lockSeconds: seconds(
      15,
      'Seconds a statement waits for a lock that another session holds. Nothing is changed then, and the request fails with 503.',
    ),
    silenceSeconds: seconds(
      10,
      'Seconds without an answer after which Chat Man tries another connection. If that isn’t answered either within 5 seconds, everything that waits fails with 503 until PostgreSQL answers again.',
    ),
  }),
});
