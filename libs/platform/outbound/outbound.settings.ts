import * as z from 'zod/mini';
import { setting, settingsSlice } from '../config/settings/settings-slice.js';
import { hasCredentials } from '../config/environment/shown-address.js';

const host = z
  .string()
  .check(z.regex(/^[^\s/]{1,253}(\/\d{1,3})?$/, { error: 'a host name, an address, or a network such as 10.1.0.0/16' }));

export const OutboundSettings = settingsSlice('outbound', {
  privateHosts: setting(z.array(host), [], {
    describe:
      'Hosts, addresses or networks on this host or in the organisation’s network that webhooks from settings may be sent to, and endpoints of a single sign-on provider other than its issuer. Public addresses need not be listed; model servers are not affected.',
    onHost: true,
  }),
});

/** An address that something is sent to. A signature or a file proves who sends it, never a part of the address. */
export const receiver = z
  .url({ protocol: /^https?$/ })
  .check(z.refine((url) => !hasCredentials(url), { error: 'without user and password' }));
