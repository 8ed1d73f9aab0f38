import { declareTable } from '#platform/database/declarations.js';

declareTable({
  table: 'auth.session',
  purpose: 'Signed-in browsers: whose, since when, last used when, on what kind of device',
  dataClass: 'security',
  subject: { kind: 'user', column: 'user_id' },
  legalBasis: 'contract',
  retention: 'session',
  erasure: 'delete',
  backup: 'none',
  columns: {
    sid: 'secret',
    sess: 'personal',
    expire: 'technical',
    id: 'technical',
    user_id: 'personal',
    device: 'personal',
    started_at: 'personal',
    last_action_at: 'personal',
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
