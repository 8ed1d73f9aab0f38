import pg, { type Connection, type PoolClient } from 'pg';
import { isConnectionLoss } from './pool/outage.js';

/** A statement whose result is not awaited. Planned once per connection, under its name. */
export interface ClosingStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
}

export interface Closing {
  readonly statement: ClosingStatement;
  /** What it means when the server refuses the statement. */
  readonly refused: (cause: unknown) => Error;
}

/** What a query of node-postgres is given to write to; its types know an older form of it. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Texts of the statements that this connection has planned, by name. */
  readonly parsedStatements: Readonly<Record<string, string>>;
  parse(statement: { readonly text: string }): void;
  bind(statement?: { readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(): void;
  sync(): void;
}

/**
 * Runs statements and the commit after them. What the connection has planned already goes out in one batch, with one response to all: between a
 * failing statement and the end of the batch PostgreSQL skips everything, so nothing is committed then (documentation of its
 * protocol, "Pipelining"). Rejects with the meaning of a refused statement, or with the loss of the connection or the refusal of the
 * commit as they are.
 *
 * An audited commit takes 14 to 16 % less processor time this way, here and in the server, than with two statements in sequence, and 15 to 22 %
 * less than with two in node-postgres' own pipeline, which sends each with an end and a response of its own (docs/decisions/0012).
 */
export function commitWith(client: PoolClient, closings: readonly Closing[]): Promise<void> {
  const { parsedStatements } = client.connection as unknown as Wire;
  if (!closings.every(({ statement }) => statement.name in parsedStatements)) return oneByOne(client, closings);
  return new Promise((resolve, reject) => void client.query(new ClosingCommit(closings, resolve, reject)));
}

/** The first time on a connection: node-postgres has each statement planned and remembers its name. */
async function oneByOne(client: PoolClient, closings: readonly Closing[]): Promise<void> {
  for (const closing of closings) {
    const { name, text, values } = closing.statement;
    await client.query({ name, text, values: [...values] }).catch((cause: Error) => {
      throw meaningOf(cause, closing);
    });
  }
  await client.query('COMMIT');
}

/** A query, as node-postgres calls everything that it queues on a connection. It would send each statement with an end and a response of its own. */
class ClosingCommit extends pg.Query {
  private answered = 0;

  constructor(
    private readonly closings: readonly Closing[],
    private readonly committed: () => void,
    private readonly failed: (error: Error) => void,
  ) {
    super({ text: 'COMMIT' });
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    for (const { statement } of this.closings) {
      wire.bind({ statement: statement.name, values: statement.values });
      wire.execute();
    }
    wire.parse({ text: 'COMMIT' });
    wire.bind();
    wire.execute();
    wire.sync();
    wire.stream.uncork();
  };

  handleCommandComplete(): void {
    this.answered += 1;
  }

  handleDataRow(): void {
    // not awaited
  }

  handleError(cause: Error): void {
    this.failed(meaningOf(cause, this.closings[this.answered]));
  }

  handleReadyForQuery(): void {
    this.committed();
  }
}

/** @param refusing the refused statement; none when it was the commit. */
function meaningOf(cause: Error, refusing: Closing | undefined): Error {
  return refusing === undefined || isConnectionLoss(cause) ? cause : refusing.refused(cause);
}
