import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '../config/settings-slice.js';

export const DatabaseSettings = settingsSlice('database', {
  pool: settingGroup({
    connections: setting(z.nullable(z.number().check(z.int(), z.minimum(8), z.maximum(200))), null, {
      describe:
        'Connections to PostgreSQL that an instance opens for requests at most, half of them for transactions and half for reads; six more are for other work. null: an even share of what the server gives, 8 to 32.',
      onHost: true,
    }),
    instances: setting(z.number().check(z.int(), z.minimum(1), z.maximum(50)), 3, {
      describe: 'Instances among which the connections of the server are shared; more are counted when they are present.',
      onHost: true,
    }),
    waitSeconds: setting(z.number().check(z.int(), z.minimum(1), z.maximum(60)), 15, {
      describe: 'Seconds for which a request waits for a connection before it is answered 503.',
      onHost: true,
    }),
  }),
});
