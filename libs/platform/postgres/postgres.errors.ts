/** The embedded server cannot run here, or did not start; the text says what happened and what to do instead. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}
