import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import type { TestDatabase } from './database.js';

/** The columns of the log that the database dates, and the function that selects the present month. */
const dated = ['audit.event', 'audit.event_detail'];
const dating = ['audit.make_coming_months(int)', 'audit.drop_month(date)'];

/**
 * Advances the clock of a database: for the statements of later connections, for the times of the log, and for the upkeep of
 * its months. PostgreSQL takes the time from the machine; here its functions of that name are shadowed by others.
 */
export async function turnDatabaseClock(database: TestDatabase, ahead: string): Promise<void> {
  const url = database.superuserUrl;
  await asRole(url, async (client) => {
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS turned;
      GRANT USAGE ON SCHEMA turned TO PUBLIC;
      CREATE OR REPLACE FUNCTION turned.now() RETURNS timestamptz LANGUAGE sql STABLE
        RETURN pg_catalog.now() + '${ahead}'::interval;
      CREATE OR REPLACE FUNCTION turned.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        RETURN pg_catalog.clock_timestamp() + '${ahead}'::interval;
      ALTER DATABASE ${database.name} SET search_path = turned, pg_catalog, public`);
    for (const table of dated)
      await client.query(`ALTER TABLE ${table} ALTER COLUMN recorded_at SET DEFAULT turned.clock_timestamp()`);
    for (const name of dating) await client.query(`ALTER FUNCTION ${name} SET search_path = turned, pg_catalog, pg_temp`);
  });
}
