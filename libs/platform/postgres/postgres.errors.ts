import { Refused } from '../exit-codes.js';

/** The database is not there, or did not start; it may be another time. The text says what happened and what to do. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}

/** The database cannot be used like this, however often one tries; the text says what happened and what to do instead. */
export class PostgresRefused extends Refused {
  override readonly name = 'PostgresRefused';
}
