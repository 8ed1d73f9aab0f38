import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings-slice.js';
import { receiver } from '#platform/outbound/outbound.settings.js';

export const AuditSettings = settingsSlice('audit', {
  enabled: setting(z.literal(true), true, {
    describe: 'The audit log cannot be switched off; the key is accepted because the deployment guide has it.',
    protects: true,
  }),
  logToFile: setting(z.boolean(), true, {
    describe: 'Whether events are also written to `data/audit/audit.log` as JSON lines.',
    live: true,
    protects: true,
  }),
  logRetentionDays: setting(z.number().check(z.int(), z.minimum(365), z.maximum(36_500)), 2190, {
    describe:
      'Days after which audit events may be removed, a whole month at a time and by two people. 2190 days are six years (HIPAA).',
    live: true,
    protects: true,
  }),
  anchorWebhook: settingGroup({
    url: setting(z.nullable(receiver), null, {
      describe:
        'Address on another machine that is sent a signed checkpoint of the audit log, once a minute at most while it grows; null sends nothing. One in a private network has to be named in outbound.privateHosts.',
      onHost: true,
    }),
    secretFile: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe:
        'File with the secret that signs what is sent, relative to config/: `whsec_` and 24 to 64 random bytes in base64. Needed with a URL.',
      onHost: true,
    }),
  }),
});
