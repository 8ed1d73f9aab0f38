import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';
import { receiver } from '#platform/outbound/outbound.settings.js';

export const AuditSettings = settingsSlice('audit', {
  enabled: setting(z.literal(true), true, {
    describe: 'The audit log can’t be turned off; this setting is accepted because the deployment guide has it.',
    protects: true,
  }),
  logToFile: setting(z.boolean(), true, {
    describe: 'Whether events are also written to `data/audit/audit.log` as JSON lines.',
    live: true,
    protects: true,
  }),
  logRetentionDays: setting(z.number().check(z.int(), z.minimum(365), z.maximum(36_500)), 2190, {
    describe: 'Days after which two people can remove audit events, one whole month at a time. 2190 days are six years (HIPAA).',
    live: true,
    protects: true,
  }),
  anchorWebhook: settingGroup({
    url: setting(z.nullable(receiver), null, {
      describe:
        'URL on another machine that receives a signed checkpoint of the audit log, at most once a minute while the log grows; null sends nothing. An address in a private network must be listed in outbound.privateHosts.',
      onHost: true,
    }),
    secretFile: setting(z.nullable(z.string().check(z.minLength(1))), null, {
      describe:
        'File with the secret that signs each message, relative to config/: `whsec_` and 24 to 64 random bytes in base64. Required with a URL.',
      onHost: true,
    }),
  }),
});
