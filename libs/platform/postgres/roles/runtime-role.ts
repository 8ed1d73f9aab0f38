import pg from 'pg';

/**
 * Makes the group role that the migrations of one database grant to, where it is missing. One that an earlier version shared among all
 * databases of a server gives up here what it had in this database.
 */
export async function provideRuntimeRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ isThere: boolean }>(
    'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "isThere"',
    [role],
  );
  if (!rows[0]!.isThere) await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN`);
  const statements = await handingOver(client, role);
  if (statements.length > 0) await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`);
}

/**
 * The statements that give `role` what other roles were granted to run this database. Such a role is recognised by what only the API needs:
 * it may write settings. Grants come before revocations, since revoking on a table takes away what was granted on its columns.
 */
async function handingOver(client: pg.Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ given: string; taken: string }>(
    `WITH object (name, acl) AS (
       SELECT format('SCHEMA %I', nspname), nspacl FROM pg_namespace
       UNION ALL
       SELECT format('%s %s', CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass), relacl FROM pg_class
       UNION ALL
       SELECT format('ROUTINE %s', oid::regprocedure), proacl FROM pg_proc
       UNION ALL
       SELECT format('DATABASE %I', datname), datacl FROM pg_database WHERE datname = current_database()
     ), granted (name, privilege, grantee) AS (
       SELECT name, privilege_type, grantee FROM object, aclexplode(acl)
       UNION ALL
       SELECT format('TABLE %s', attrelid::regclass), format('%s (%I)', privilege_type, attname), grantee
         FROM pg_attribute, aclexplode(attacl)
     ), earlier AS (
       SELECT grantee AS oid
         FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = to_regclass('platform.setting_override') AND privilege_type = 'INSERT' AND grantee <> relowner
     )
     SELECT format('GRANT %s ON %s TO %I', privilege, name, $1::text) AS given,
            format('REVOKE %s ON %s FROM %I', privilege, name, rolname) AS taken
       FROM granted JOIN pg_roles ON pg_roles.oid = grantee
      WHERE grantee IN (SELECT oid FROM earlier) AND rolname <> $1::text
      ORDER BY name, privilege`,
    [role],
  );
  return [...rows.map(({ given }) => given), ...rows.map(({ taken }) => taken)];
}
