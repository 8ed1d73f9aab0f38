import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { collectionNotFound } from '../rag.errors.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { CollectionRow, ReaderRow } from './collection.entity.js';

/** How much is in a collection: what can be found, and what is not there yet. */
export interface CollectionExtent {
  readonly documents: number;
  readonly passages: number;
  readonly size: number;
  readonly processing: number;
  readonly failed: number;
}

type Listed = Omit<CollectionRow, 'indexKey' | 'conversationId'> & CollectionExtent & { readonly readers: readonly string[] };

/** A collection as it is listed. */
export type ListedCollection = Shown<Listed>;

export interface After {
  readonly limit: number;
  /** The id of the last item that was seen. */
  readonly after: string | null;
}

type StoredKey = Stored<Pick<CollectionRow, 'id' | 'indexKey'>>;

const indexKeyOf = `SELECT ${someColumnsOf(CollectionRow, ['id', 'indexKey'])} FROM rag.collection WHERE id = $1`;

const LISTED = `SELECT ${columnsOf(CollectionRow, 'c', { without: ['indexKey', 'conversationId'] })},
              ARRAY(SELECT r.reader FROM rag.reader r WHERE r.collection_id = c.id ORDER BY r.reader) AS readers, found.*, waiting.*
         FROM rag.collection c
        CROSS JOIN LATERAL (
              SELECT count(*)::int AS documents, coalesce(sum(v.chunks), 0)::int AS passages, coalesce(sum(v.size), 0)::float8 AS size
                FROM rag.version v WHERE v.collection_id = c.id AND v.state = 'ready') found
        CROSS JOIN LATERAL (
              SELECT (count(*) FILTER (WHERE d.state = 'processing'))::int AS processing,
                     (count(*) FILTER (WHERE d.state = 'failed'))::int AS failed
                FROM rag.document d WHERE d.collection_id = c.id) waiting`;

@Injectable()
export class CollectionsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Collections that somebody may read, oldest first. */
  async visibleTo(reader: ReaderNames, { limit, after }: After): Promise<ListedCollection[]> {
    const stored = await this.database.query<Stored<Listed>>(
      `${LISTED} WHERE ${MAY_READ} AND ($2::uuid IS NULL OR c.id > $2) ORDER BY c.id LIMIT $3`,
      [reader, after, limit],
    );
    return this.rows.shown(CollectionRow, stored);
  }

  async visible(reader: ReaderNames, id: string): Promise<ListedCollection | null> {
    const stored = await this.database.one<Stored<Listed>>(`${LISTED} WHERE ${MAY_READ} AND c.id = $2`, [reader, id]);
    return this.rows.shownOne<CollectionRow, Listed>(CollectionRow, stored);
  }

  /** As it is after the changes of this transaction. */
  async inTransaction(tx: Tx, id: string): Promise<ListedCollection> {
    const stored: Stored<Listed>[] = await tx.query(`${LISTED} WHERE c.id = $1`, [id]);
    const [collection] = await this.rows.shown(CollectionRow, stored);
    if (collection === undefined) throw collectionNotFound();
    return collection;
  }

  /** Those that somebody may read, by their ids alone. */
  async idsVisibleTo(reader: ReaderNames): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(`SELECT c.id FROM rag.collection c WHERE ${MAY_READ}`, [reader]);
    return rows.map(({ id }) => id);
  }

  /** A collection that somebody may read; nobody else changes or removes it until the transaction ends. */
  async hold(tx: Tx, reader: ReaderNames, id: string): Promise<Pick<CollectionRow, 'id' | 'builtIn'> | null> {
    const [row]: Pick<CollectionRow, 'id' | 'builtIn'>[] = await tx.query(
      `SELECT c.id, c.built_in AS "builtIn" FROM rag.collection c WHERE ${MAY_READ} AND c.id = $2 FOR UPDATE`,
      [reader, id],
    );
    return row ?? null;
  }

  /** The same, for whoever adds to it beside others: it only stays until the transaction ends. */
  async holdBeside(tx: Tx, reader: ReaderNames, id: string): Promise<Pick<CollectionRow, 'id' | 'builtIn'> | null> {
    const [row]: Pick<CollectionRow, 'id' | 'builtIn'>[] = await tx.query(
      `SELECT c.id, c.built_in AS "builtIn" FROM rag.collection c WHERE ${MAY_READ} AND c.id = $2 FOR KEY SHARE`,
      [reader, id],
    );
    return row ?? null;
  }

  async change(
    tx: Tx,
    id: string,
    changes: { readonly [Key in 'name' | 'description' | 'staysHere']?: CollectionRow[Key] | undefined },
  ): Promise<void> {
    await this.rows.update(tx, CollectionRow, { id }, changes as Partial<CollectionRow>);
  }

  async setReaders(tx: Tx, id: string, readers: readonly string[]): Promise<void> {
    await this.rows.delete(tx, ReaderRow, { collectionId: id });
    await this.rows.insertAll(
      tx,
      ReaderRow,
      readers.map((reader) => ({ collectionId: id, reader })),
    );
  }

  /** With everything in it; answers how much that was. */
  async remove(
    tx: Tx,
    id: string,
  ): Promise<{ readonly documents: number; readonly versions: number; readonly passages: number }> {
    const [extent]: [{ documents: number; versions: number; passages: number }] = await tx.query(
      `SELECT (SELECT count(*)::int FROM rag.document WHERE collection_id = $1) AS documents,
              (SELECT count(*)::int FROM rag.version WHERE collection_id = $1) AS versions,
              (SELECT coalesce(sum(chunks), 0)::int FROM rag.version WHERE collection_id = $1) AS passages`,
      [id],
    );
    // Documents before segments, in the order in which a merge of the index locks them.
    await tx.query('DELETE FROM rag.document WHERE collection_id = $1', [id]);
    await this.rows.delete(tx, CollectionRow, { id });
    return extent;
  }

  /** Ids of collections whose key was destroyed: a restored backup brought their rows back. */
  async withoutKey(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM rag.collection
        WHERE id::text IN (SELECT owner_name FROM keyring.destroyed_owner WHERE owner_kind = 'collection')`,
    );
    return rows.map(({ id }) => id);
  }

  /** Ids of the collections that people fill, by their ids and, where that says which, by their names in lower case. */
  async idsByName(): Promise<Map<string, string>> {
    const stored = await this.database.query<Stored<Pick<CollectionRow, 'id' | 'name'>>>(
      `SELECT ${someColumnsOf(CollectionRow, ['id', 'name'])} FROM rag.collection WHERE NOT built_in AND conversation_id IS NULL`,
    );
    const shown = await this.rows.shown<CollectionRow, Pick<CollectionRow, 'id' | 'name'>>(CollectionRow, stored);
    const byName = Map.groupBy(shown, ({ name }) => name.normalize('NFC').toLowerCase());
    const named = [...byName].flatMap(([name, [one, ...others]]) =>
      one === undefined || others.length > 0 || one.isDamaged ? [] : [[name, one.id] as const],
    );
    return new Map([...named, ...shown.map(({ id }) => [id, id] as const)]);
  }

  async readersOf(id: string): Promise<string[]> {
    const rows = await this.database.query<{ reader: string }>(
      'SELECT reader FROM rag.reader WHERE collection_id = $1 ORDER BY reader',
      [id],
    );
    return rows.map(({ reader }) => reader);
  }

  async mayRead(reader: ReaderNames, id: string): Promise<boolean> {
    return (await this.database.one(`SELECT FROM rag.collection c WHERE ${MAY_READ} AND c.id = $2`, [reader, id])) !== null;
  }

  /** Whether it holds what is attached to a conversation. */
  async isOfConversation(id: string): Promise<boolean> {
    return (await this.database.one('SELECT FROM rag.collection WHERE id = $1 AND conversation_id IS NOT NULL', [id])) !== null;
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
