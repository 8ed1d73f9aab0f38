/** Why an event could not be written, in words for the operator: what PostgreSQL's state means here. No message of the server is repeated. */
export function causeOf(sqlState: string | null): string {
  if (sqlState === null) return 'the connection failed';
  return causes.find(([state]) => sqlState.startsWith(state))?.[1] ?? 'the database refused the event';
}

const causes: readonly (readonly [string, string])[] = [
  ['42501', 'the role Chat Man runs as is not allowed to insert into the log'],
  ['42P01', 'a table of the log is missing'],
  ['23514', 'there is no partition for the event, or one of its fields is not allowed'],
  ['25006', 'the database is read-only'],
  ['53100', 'the disk of the database is full'],
  ['53', 'the database has no resources left'],
  ['55P03', 'the log is locked'],
  ['57', 'the database stopped the statement'],
  ['08', 'the connection failed'],
  ['P0001', 'a trigger that protects the log refused the event'],
];
