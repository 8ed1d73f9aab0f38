import type { ClientBase } from 'pg';

/**
 * Handles the loss of a pool's connection, whoever holds it. Between the pool, which stops listening when it hands one out, and TypeORM,
 * which listens a little later, there is no listener: a server that dies just then would end this process. The next query on the connection
 * fails, and that reports the loss.
 */
export function surviveConnectionLoss(client: ClientBase): void {
  client.on('error', () => undefined);
}
