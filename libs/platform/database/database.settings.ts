import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '../config/settings/settings-slice.js';

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
  }),
});
