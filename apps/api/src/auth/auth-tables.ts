import { declareTable } from '#platform/database/declarations.js';
import { forAWhile, withTheAccount } from './table-classes.js';

declareTable({
  table: 'auth.session',
  purpose: 'Signed-in browsers: whose, since when, last used when, on what kind of device',
  ...forAWhile,
  columns: {
    sid: 'secret',
    sess: 'personal',
    expire: 'technical',
    id: 'technical',
    user_id: 'personal',
    device: 'personal',
    started_at: 'personal',
    last_action_at: 'personal',
    vouched_at: 'personal',
    stepped_up_at: 'personal',
    factor_at: 'personal',
  },
});

declareTable({
  table: 'auth.failed_sign_in',
  purpose: 'When signing in failed lately, by keyed hash of account or address',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legitimate-interest',
  retention: 'session',
  erasure: 'pseudonymous',
  backup: 'none',
  columns: { key: 'secret', failed_at: 'technical', last_failed_at: 'technical' },
});

declareTable({
  table: 'auth.totp',
  purpose: 'Second factors: secrets that people share with their authenticator app',
  dataClass: 'security',
  ...withTheAccount,
  columns: { user_id: 'personal', secret: 'sealed', created_at: 'personal', confirmed_at: 'personal', last_step: 'technical' },
});

declareTable({
  table: 'auth.recovery_code',
  purpose: 'Hashes of the codes that stand in for a lost second factor',
  dataClass: 'security',
  ...withTheAccount,
  columns: { user_id: 'personal', code_hash: 'secret' },
});

declareTable({
  table: 'auth.known_device',
  purpose: 'Browsers that an account was used from, by hash of a cookie, so that a new one is noticed',
  dataClass: 'security',
  ...withTheAccount,
  legalBasis: 'legitimate-interest',
  backup: 'none',
  columns: { user_id: 'personal', device_hash: 'secret', last_seen_at: 'personal' },
});

declareTable({
  table: 'auth.sso_identity',
  purpose: 'Which identity of the single sign-on is whose, by keyed hash',
  dataClass: 'account',
  ...withTheAccount,
  columns: { user_id: 'personal', identity_hash: 'secret', linked_at: 'personal' },
});

declareTable({
  table: 'auth.sso_attempt',
  purpose: 'Single sign-ons under way, for ten minutes',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'contract',
  retention: 'session',
  erasure: 'pseudonymous',
  backup: 'none',
  columns: { id: 'technical', key_hash: 'secret', content: 'sealed', expires_at: 'technical' },
});
