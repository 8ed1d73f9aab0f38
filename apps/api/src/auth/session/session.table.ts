import { declareTable } from '#platform/database/declared/declarations.js';
import { forAWhile } from '../table-classes.js';

/** Rows of connect-pg-simple, which knows `sid`, `sess` and `expire`; our queries use columns of their own. */
declareTable({
  table: 'auth.session',
  purpose: 'Signed-in browsers: whose, since when, when last used, and on what kind of device',
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
