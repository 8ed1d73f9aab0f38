import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

/** Reads. A write needs a `Tx`, so that no change can be made without its audit row. */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, parameters as unknown[]);
  }

  /** A read that is asked many times a second: the server plans it once a connection. The name belongs to this SQL alone. */
  async prepared<Row extends object>(name: string, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    await using runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const { rows } = await client.query<Row>({ name, text: sql, values: parameters as unknown[] });
    return rows;
  }

  /** The first row, or null where there is none. */
  async one<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    const [row] = await this.query<Row>(sql, parameters);
    return row ?? null;
  }
}
