import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

export const HttpSettings = settingsSlice('http', {
  trustedProxies: setting(z.array(z.string().check(z.minLength(1))), [], {
    describe:
      'Addresses or networks of reverse proxies whose X-Forwarded-For header is trusted, such as "loopback" or "10.0.0.0/8".',
    onHost: true,
  }),
  maxBodyBytes: setting(z.number().check(z.int(), z.minimum(10_000), z.maximum(100_000_000)), 1_000_000, {
    describe: 'Maximum size of a JSON request body, in bytes.',
  }),
  drainSeconds: setting(z.nullable(z.number().check(z.int(), z.minimum(0), z.maximum(600))), null, {
    describe:
      'Seconds that answers being written get to finish when an instance is stopped; what is unfinished then is marked interrupted and can be continued. null: 25 in production, 0 elsewhere.',
    onHost: true,
  }),
});

/** Milliseconds that an instance gives to answers that are being written when it is stopped. */
export function drainMs(drainSeconds: number | null, mode: 'development' | 'production' | 'test'): number {
  return 1000 * (drainSeconds ?? (mode === 'production' ? 25 : 0));
}
