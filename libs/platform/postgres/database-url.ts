import type { ServerAddress } from './embedded/embedded-postgres.js';

export interface Login {
  readonly role: string;
  readonly password: string;
}

/** The connection URL for one role and database; works with pg, TypeORM and pg-boss, over a socket directory as well as TCP. */
export function databaseUrl(address: ServerAddress, login: Login, database: string): string {
  const where = new URLSearchParams({ host: address.host, port: String(address.port) });
  return withLogin(`postgres:///${encodeURIComponent(database)}?${where.toString()}`, login);
}

/** The same server and database for another role. Text, not `URL`: that class refuses a URL with a role and without a host name. */
export function withLogin(url: string, { role, password }: Login): string {
  const [, scheme, rest] = /^(postgres(?:ql)?:\/\/)(?:[^@/?#]*@)?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) throw new Error('invariant: not a PostgreSQL URL');
  return `${scheme}${encodeURIComponent(role)}:${encodeURIComponent(password)}@${rest}`;
}

/** The same server and role for another database. Text, for the reason that `withLogin` gives. */
export function withDatabase(url: string, name: string): string {
  const [, server, query] = /^(postgres(?:ql)?:\/\/[^/?#]*)(?:\/[^?#]*)?(\?.*)?$/s.exec(url) ?? [];
  if (server === undefined) throw new Error('invariant: not a PostgreSQL URL');
  return `${server}/${encodeURIComponent(name)}${query ?? ''}`;
}
