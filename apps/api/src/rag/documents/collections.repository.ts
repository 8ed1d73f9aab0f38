import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { CollectionRow, ReaderRow } from './collection.entity.js';

/** A collection as it is listed. */
type Listed = Omit<CollectionRow, 'indexKey'> & { readonly readers: readonly string[]; readonly documents: number };
export type ListedCollection = Shown<Listed>;

export interface After {
  readonly limit: number;
  /** The id of the last item that was seen. */
  readonly after: string | null;
}

type StoredKey = Stored<Pick<CollectionRow, 'id' | 'indexKey'>>;

const indexKeyOf = `SELECT ${someColumnsOf(CollectionRow, ['id', 'indexKey'])} FROM rag.collection WHERE id = $1`;

@Injectable()
export class CollectionsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Collections that somebody may read, oldest first. */
  async visibleTo(reader: ReaderNames, { limit, after }: After): Promise<ListedCollection[]> {
    const stored = await this.database.query<Stored<Listed>>(
      `SELECT ${columnsOf(CollectionRow, 'c', { without: ['indexKey'] })},
              ARRAY(SELECT r.reader FROM rag.reader r WHERE r.collection_id = c.id ORDER BY r.reader) AS readers,
              (SELECT count(*)::int FROM rag.document d WHERE d.collection_id = c.id) AS documents
         FROM rag.collection c
        WHERE ${MAY_READ} AND ($2::uuid IS NULL OR c.id > $2)
        ORDER BY c.id LIMIT $3`,
      [reader, after, limit],
    );
    return this.rows.shown(CollectionRow, stored);
  }

  async mayRead(reader: ReaderNames, id: string): Promise<boolean> {
    return (await this.database.one(`SELECT FROM rag.collection c WHERE ${MAY_READ} AND c.id = $2`, [reader, id])) !== null;
  }

  async indexKey(id: string): Promise<Buffer | null> {
    const row = await this.database.one<StoredKey>(indexKeyOf, [id]);
    return row && (await this.rows.open(CollectionRow, row)).indexKey;
  }

  /** The same inside a transaction, which may have made the collection a moment ago. */
  async indexKeyIn(tx: Tx, id: string): Promise<Buffer | null> {
    const [row]: StoredKey[] = await tx.query(indexKeyOf, [id]);
    return row ? (await this.rows.open(CollectionRow, row, { tx })).indexKey : null;
  }

  /** The id of the built-in collection, which stays locked until the transaction ends, or null. */
  async lockBuiltIn(tx: Tx): Promise<string | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('rag.built-in collection'))`);
    const rows: { id: string }[] = await tx.query('SELECT id FROM rag.collection WHERE built_in');
    return rows[0]?.id ?? null;
  }

  async add(tx: Tx, collection: NewRow<CollectionRow>, readers: readonly string[]): Promise<void> {
    await this.rows.insert(tx, CollectionRow, collection);
    await this.rows.insertAll(
      tx,
      ReaderRow,
      readers.map((reader) => ({ collectionId: collection.id, reader })),
    );
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
