import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

/**
 * Reads. A write needs a `Tx`, so that no change can be made without its audit row.
 * They have connections of their own ("slave" in TypeORM's words, on the same server): a handler that reads while it holds a
 * transaction never waits for a connection that another such handler holds.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    await using reader = this.dataSource.createQueryRunner('slave');
    return (await reader.query(sql, parameters as unknown[])) as Row[];
  }

  /** A read that runs many times a second: the server plans it once per connection. The name belongs to this SQL alone. */
  async prepared<Row extends object>(name: string, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    await using reader = this.dataSource.createQueryRunner('slave');
    const client = (await reader.connect()) as PoolClient;
    const { rows } = await client.query<Row>({ name, text: sql, values: parameters as unknown[] });
    return rows;
  }

  /** The first row, or null where there is none. */
  async one<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    const [row] = await this.query<Row>(sql, parameters);
    return row ?? null;
  }
}
