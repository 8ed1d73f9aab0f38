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
});
