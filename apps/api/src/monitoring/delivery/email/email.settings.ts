import * as z from 'zod/mini';
import { setting, settingGroup } from '#platform/config/settings/settings-slice.js';

const host = z.string().check(z.regex(/^[A-Za-z0-9.:-]{1,253}$/, { error: 'a host name or an address' }));
const address = z.email().check(z.maxLength(254));
const user = z.string().check(z.regex(/^\S{1,254}$/, { error: 'a user name' }));

/** The server gets a password: where it is, and how it is reached, is the deployer's to say. */
export const EmailSettings = settingGroup({
  host: setting(z.nullable(host), null, {
    describe:
      'SMTP server that takes alerts as e-mail; null sends none. One in a private network must be listed in outbound.privateHosts.',
    onHost: true,
  }),
  port: setting(z.number().check(z.int(), z.minimum(1), z.maximum(65_535)), 587, {
    describe: 'Port of that server: usually 587 with starttls, 465 with implicit.',
    onHost: true,
  }),
  tls: setting(z.enum(['starttls', 'implicit', 'none']), 'starttls', {
    describe:
      'How the connection is encrypted: starttls requires the server to switch to TLS, implicit begins with it, none sends no password.',
    onHost: true,
  }),
  user: setting(z.nullable(user), null, {
    describe: 'User name at that server; null where it asks for none.',
    onHost: true,
  }),
  passwordFile: setting(z.nullable(z.string()), null, {
    describe: 'File with the password of that user, relative to config/.',
    onHost: true,
  }),
  from: setting(z.nullable(address), null, {
    describe: 'Address that e-mail alerts come from.',
    live: true,
    protects: true,
  }),
  to: setting(z.array(address).check(z.maxLength(20)), [], {
    describe: 'Addresses that get alerts by e-mail.',
    live: true,
    protects: true,
  }),
});
