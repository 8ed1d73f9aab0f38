import { PostgresRefused } from '../postgres.errors.js';
import { faultsOf, type LoginPowers } from './restriction.rules.js';
import { asRole } from './roles.js';

/** PostgreSQL's own roles that only read: statistics and settings. All others rank above the grants of the database. */
const harmless = [
  'pg_monitor',
  'pg_read_all_settings',
  'pg_read_all_stats',
  'pg_stat_scan_tables',
  'pg_use_reserved_connections',
  'pg_database_owner',
];

/**
 * Every membership counts, inherited or not: what a role may become, it may do. Membership that gives nothing but the right to hand it on
 * counts too, since it may be handed to oneself.
 */
const powers = `
  WITH reachable AS MATERIALIZED (
    SELECT oid, rolname, rolsuper, rolcreaterole, rolbypassrls, rolreplication
      FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')
  ), mine AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ), relation AS (
    SELECT pg_class.oid, relowner, relkind FROM pg_class JOIN mine ON mine.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
  )
  SELECT session_user::text AS role, $1::text AS "group",
         coalesce(pg_has_role(session_user, (SELECT oid FROM pg_roles WHERE rolname = $1), 'USAGE'), false) AS "isMember",
         (SELECT coalesce(json_agg(json_build_object('name', rolname, 'powers', given) ORDER BY rolname <> session_user, rolname), '[]')
            FROM (SELECT rolname, array_remove(ARRAY[
                           CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
                           CASE WHEN rolbypassrls THEN 'BYPASSRLS' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
                           CASE WHEN rolname ~ '^pg_' AND rolname <> ALL ($2) THEN 'a role of the server' END], NULL) AS given
                    FROM reachable
                   WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) OR rolname = session_user) AS found
           WHERE given <> '{}') AS above,
         ARRAY(SELECT 'database ' || datname FROM pg_database JOIN reachable ON reachable.oid = datdba WHERE datname = current_database()
               UNION ALL SELECT 'schema ' || nspname FROM mine JOIN pg_namespace USING (oid, nspname) JOIN reachable ON reachable.oid = nspowner
               UNION ALL SELECT relation.oid::regclass::text FROM relation JOIN reachable ON reachable.oid = relowner
               UNION ALL SELECT pg_proc.oid::regprocedure::text FROM pg_proc JOIN mine ON mine.oid = pronamespace JOIN reachable ON reachable.oid = proowner
         ) AS owns,
         ARRAY(SELECT relation.oid::regclass::text FROM relation
                WHERE relkind IN ('r', 'p', 'v')
                  AND EXISTS (SELECT FROM reachable WHERE has_table_privilege(reachable.oid, relation.oid, 'TRIGGER, TRUNCATE'))
         ) AS overrides`;

/**
 * Refuses a login for the API that is not restricted: only a member of the database's group without further power keeps the promise that
 * the process cannot rewrite its own audit log.
 * @param group the role that the migrations of this database granted to.
 */
export async function checkRestricted(runtimeUrl: string, group: string): Promise<void> {
  const { rows } = await asRole(runtimeUrl, (client) => client.query<LoginPowers>(powers, [group, harmless]));
  const found = rows[0]!;
  const faults = faultsOf(found);
  if (faults.length === 0) return;
  throw new PostgresRefused(
    `The role "${found.role}" that the API would run as can’t be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nChat Man was not started.`,
  );
}
