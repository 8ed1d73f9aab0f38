import type { OutageKind } from './outage-words.rules.js';

const socketErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', 'ENOTFOUND']);

/** SQLSTATEs after which trying later may help: PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutdown), and some for themselves. */
const sqlStates: readonly (readonly [RegExp, OutageKind])[] = [
  [/^(08...|57P0[1-5])$/, 'unreachable'],
  [/^53...$/, 'full'],
  [/^57014$/, 'slow'],
  [/^55P03$/, 'locked'],
  [/^(40001|40P01)$/, 'collided'],
  [/^25006$/, 'read-only'],
];

/** A server that took a statement and does not answer: see `ServerWatch`. As a lost connection, it leaves open what happened. */
export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
  readonly code = '08006';
}

/** What an error says about the database, where it says that it can't be reached or can't commit now; null where a statement was wrong. */
export function outageOf(error: unknown): OutageKind | null {
  if (typeof error !== 'object' || error === null) return null;
  const { name, code, syscall, driverError, message } = error as Readonly<Record<string, unknown>>;
  if (driverError && driverError !== error) {
    const kind = outageOf(driverError);
    if (kind !== null) return kind;
  }
  if (name === 'ServerSilent') return 'silent';
  // TypeORM's words for a connection that was lost under a transaction
  if (name === 'QueryRunnerAlreadyReleasedError' || name === 'QueryRunnerProviderAlreadyReleasedError') return 'unreachable';
  if (typeof code === 'string') {
    const state = sqlStates.find(([pattern]) => pattern.test(code));
    if (state) return state[1];
    if (socketErrors.has(code) && (syscall === 'connect' || syscall === 'read' || syscall === 'write')) return 'unreachable';
  }
  if (typeof message !== 'string') return null;
  if (message.startsWith('timeout exceeded when trying to connect')) return 'no-connection';
  return /^(Connection terminated|Client has encountered a connection error)/.test(message) ? 'unreachable' : null;
}

/** Whether an error says that the database cannot be reached or cannot commit now, rather than that a statement was wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  return outageOf(error) !== null;
}

/** Whether an outage took the connection with it, so that the running statement may have taken effect or not. A refusal by the server means that it did not. */
export function isConnectionLoss(error: unknown): boolean {
  const refused = refusedBy(error);
  return isDatabaseOutage(error) && (refused === null || /^(08...|57P..)$/.test(refused.sqlState));
}

/** The SQLSTATE and constraint of a refused statement (`23505` and its index, say), or null for other errors. */
export function refusedBy(error: unknown): { readonly sqlState: string; readonly constraint: string | null } | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, constraint } = ((error as { driverError?: object }).driverError ?? error) as {
    code?: unknown;
    constraint?: unknown;
  };
  if (typeof code !== 'string' || !/^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return null;
  return { sqlState: code, constraint: typeof constraint === 'string' ? constraint : null };
}
