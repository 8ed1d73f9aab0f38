import type { ServerAddress } from './embedded-postgres.js';

export interface Login {
  readonly role: string;
  readonly password: string;
}

/** The connection URL for one role and database; works with pg, TypeORM and pg-boss, over a socket directory as well as TCP. */
export function databaseUrl(address: ServerAddress, login: Login, database: string): string {
  const who = `${encodeURIComponent(login.role)}:${encodeURIComponent(login.password)}`;
  const where = new URLSearchParams({ host: address.host, port: String(address.port) });
  return `postgres://${who}@/${encodeURIComponent(database)}?${where.toString()}`;
}
