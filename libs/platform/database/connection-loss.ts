import type { ClientBase } from 'pg';

/**
 * Hears that a connection of a pool was lost, whoever holds it. Between the pool, which stops listening when it hands one out, and TypeORM,
 * which listens a moment later, nobody would hear: a server that dies just then would end this process. Whoever uses the connection next is
 * refused, and that is how the loss is told.
 */
export function surviveConnectionLoss(client: ClientBase): void {
  client.on('error', () => undefined);
}
