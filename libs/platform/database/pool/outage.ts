/** Node's socket errors and PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutdown), a deadlock, and a lock that did not come in time: trying later may help. */
const socketErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', 'ENOTFOUND']);
const sqlStates = /^(08...|53...|57P0[1-5]|40001|40P01|55P03|25006)$/;

/** Whether an error says that the database cannot be reached or cannot commit now, rather than that a statement was wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, syscall, driverError, message } = error as {
    name?: unknown;
    code?: unknown;
    syscall?: unknown;
    driverError?: unknown;
    message?: unknown;
  };
  if (driverError && driverError !== error && isDatabaseOutage(driverError)) return true;
  // TypeORM's words for a connection that was lost under a transaction
  if (name === 'QueryRunnerAlreadyReleasedError' || name === 'QueryRunnerProviderAlreadyReleasedError') return true;
  if (typeof code === 'string') {
    if (sqlStates.test(code)) return true;
    if (socketErrors.has(code)) return syscall === 'connect' || syscall === 'read' || syscall === 'write';
  }
  return (
    typeof message === 'string' &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(message)
  );
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
