import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Reads. A write needs a `Tx`, so that no change can be made without its audit row. */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, parameters as unknown[]);
  }

  /** The first row, or null where there is none. */
  async one<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    const [row] = await this.query<Row>(sql, parameters);
    return row ?? null;
  }
}
