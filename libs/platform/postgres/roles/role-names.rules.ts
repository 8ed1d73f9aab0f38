/** What the migrations call the role that the API runs under. In each database it is one of that database's own, by another name. */
const inMigrations = 'chatman_runtime';

/** PostgreSQL cuts longer names off without a word, and two databases must not meet in one role. */
const longestName = 63;

/** The group that the migrations grant to: `chatman_runtime` for a database called `chatman`. */
export function runtimeRoleOf(database: string): string {
  return named(database, '_runtime');
}

/** The login that Chat Man makes for the API: `chatman_app` for a database called `chatman`. */
export function runtimeLoginOf(database: string): string {
  return named(database, '_app');
}

/** A migration as it is run in a database whose API runs under `role`. Roles belong to the server, so one name would be one for all. */
export function grantedTo(role: string, sql: string): string {
  return sql.replaceAll(new RegExp(`'${inMigrations}'|\\b${inMigrations}\\b`, 'g'), (found) =>
    found.startsWith("'") ? quoted("'", role) : identifier(role),
  );
}

function named(database: string, ending: string): string {
  if (bytesOf(database + ending) <= longestName) return database + ending;
  const mark = `_${checkOf(database)}`;
  let beginning = database;
  while (bytesOf(beginning + mark + ending) > longestName) beginning = [...beginning].slice(0, -1).join('');
  return beginning + mark + ending;
}

function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoted('"', name);
}

function quoted(mark: string, text: string): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** FNV-1a: distinguishes long names with the same beginning, and proves nothing. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
