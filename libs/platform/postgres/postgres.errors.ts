import { Refused } from '../exit-codes.js';

/** The database is missing or did not start; a later try may succeed. The text says what happened and what to do. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}

/** The database cannot be used like this, and retrying will not help; the text says what happened and what to do instead. */
export class PostgresRefused extends Refused {
  override readonly name = 'PostgresRefused';
}
