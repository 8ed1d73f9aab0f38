import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealed } from '#sealing/record.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';

export interface StoredCollection {
  readonly id: string;
  readonly name: Sealed;
  readonly description: Sealed;
  readonly readers: readonly string[];
  readonly builtIn: boolean;
  readonly staysHere: boolean;
  readonly documents: number;
  readonly createdAt: Date;
}

export interface NewCollection {
  readonly id: string;
  readonly name: Sealed;
  readonly description: Sealed;
  readonly indexKey: Sealed;
  readonly builtIn: boolean;
  readonly staysHere: boolean;
  readonly readers: readonly string[];
  readonly createdAt: Date;
}

export interface After {
  readonly limit: number;
  /** The id of the last item that was seen. */
  readonly after: string | null;
}

@Injectable()
export class CollectionsRepository {
  constructor(private readonly database: Database) {}

  /** Collections that somebody may read, oldest first. */
  async visibleTo(reader: ReaderNames, { limit, after }: After): Promise<StoredCollection[]> {
    return this.database.query<StoredCollection>(
      `SELECT c.id, c.name, c.description, c.built_in AS "builtIn", c.stays_here AS "staysHere", c.created_at AS "createdAt",
              ARRAY(SELECT r.reader FROM rag.reader r WHERE r.collection_id = c.id ORDER BY r.reader) AS readers,
              (SELECT count(*)::int FROM rag.document d WHERE d.collection_id = c.id) AS documents
         FROM rag.collection c
        WHERE ${MAY_READ} AND ($2::uuid IS NULL OR c.id > $2)
        ORDER BY c.id LIMIT $3`,
      [reader, after, limit],
    );
  }

  async mayRead(reader: ReaderNames, id: string): Promise<boolean> {
    return (await this.database.one(`SELECT FROM rag.collection c WHERE ${MAY_READ} AND c.id = $2`, [reader, id])) !== null;
  }

  async indexKey(id: string): Promise<Sealed | null> {
    const row = await this.database.one<{ indexKey: Sealed }>(
      'SELECT index_key AS "indexKey" FROM rag.collection WHERE id = $1',
      [id],
    );
    return row?.indexKey ?? null;
  }

  async indexKeyIn(tx: Tx, id: string): Promise<Sealed | null> {
    const rows: { indexKey: Sealed }[] = await tx.query('SELECT index_key AS "indexKey" FROM rag.collection WHERE id = $1', [id]);
    return rows[0]?.indexKey ?? null;
  }

  /** The id of the built-in collection, which stays locked until the transaction ends, or null. */
  async lockBuiltIn(tx: Tx): Promise<string | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('rag.built-in collection'))`);
    const rows: { id: string }[] = await tx.query('SELECT id FROM rag.collection WHERE built_in');
    return rows[0]?.id ?? null;
  }

  async add(tx: Tx, { id, name, description, indexKey, builtIn, staysHere, readers, createdAt }: NewCollection): Promise<void> {
    await tx.query(
      'INSERT INTO rag.collection (id, name, description, index_key, built_in, stays_here, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, name, description, indexKey, builtIn, staysHere, createdAt],
    );
    await tx.query('INSERT INTO rag.reader (collection_id, reader) SELECT $1, unnest($2::text[])', [id, readers]);
  }

  /** Whether that changed anything. */
  async mark(tx: Tx, id: string, staysHere: boolean): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      'UPDATE rag.collection SET stays_here = $2 WHERE id = $1 AND stays_here <> $2',
      [id, staysHere],
    );
    return changed > 0;
  }
}
