import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import type { DayCount, Due, Removed, Scope, ScopedCollection } from '#platform/retention/expiry.js';
import { CollectionRow } from '../collections/collection.entity.js';
import type { After } from '../collections/collections.repository.js';
import { documentKnown } from '../rag.errors.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { DocumentRow } from './document.entity.js';

/** Who asks for documents: those who manage a collection see what is being read and what failed, too. */
export interface DocumentReader {
  readonly names: ReaderNames;
  readonly isManaging: boolean;
}

export type ListedDocument = Shown<DocumentRow>;

const columns = columnsOf(DocumentRow, 'd');
/** `$2`: whether documents without a version to read are shown. */
const visible = `rag.document d JOIN rag.collection c ON c.id = d.collection_id
  WHERE ${MAY_READ} AND d.state <> 'receiving'
    AND ($2::boolean OR EXISTS (SELECT FROM rag.version v WHERE v.document_id = d.id AND v.state = 'ready'))`;

/** What config/knowledge.md says is the deployer's to change; what is attached to a conversation goes with it. */
const ofKnowledge = `source <> 'file' AND collection_id NOT IN (SELECT id FROM rag.collection WHERE conversation_id IS NOT NULL)`;

@Injectable()
export class DocumentsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Documents of a collection that somebody may read, newest first. */
  async visibleIn(reader: DocumentReader, collectionId: string, { limit, after }: After): Promise<ListedDocument[]> {
    const stored = await this.database.query<Stored<DocumentRow>>(
      `SELECT ${columns} FROM ${visible} AND c.id = $3 AND ($4::uuid IS NULL OR d.id < $4) ORDER BY d.id DESC LIMIT $5`,
      [reader.names, reader.isManaging, collectionId, after, limit],
    );
    return this.rows.shown(DocumentRow, stored);
  }

  async visible(reader: DocumentReader, id: string): Promise<ListedDocument | null> {
    const stored = await this.database.one<Stored<DocumentRow>>(`SELECT ${columns} FROM ${visible} AND d.id = $3`, [
      reader.names,
      reader.isManaging,
      id,
    ]);
    return this.rows.shownOne<DocumentRow, DocumentRow>(DocumentRow, stored);
  }

  /** A document that somebody may change; nobody else changes it until the transaction ends. */
  async holdManaged(tx: Tx, names: ReaderNames, id: string): Promise<DocumentRow | null> {
    const [row]: Stored<DocumentRow>[] = await tx.query(
      `SELECT ${columns} FROM rag.document d JOIN rag.collection c ON c.id = d.collection_id
        WHERE ${MAY_READ} AND d.id = $2 AND d.state <> 'receiving' AND NOT c.built_in FOR UPDATE OF d`,
      [names, id],
    );
    return row ? this.rows.open(DocumentRow, row, { tx }) : null;
  }

  /** The document, which nobody else changes until the transaction ends; null when it is gone. */
  async hold(tx: Tx, id: string): Promise<Pick<DocumentRow, 'id' | 'collectionId'> | null> {
    const [row]: Pick<DocumentRow, 'id' | 'collectionId'>[] = await tx.query(
      'SELECT id, collection_id AS "collectionId" FROM rag.document WHERE id = $1 FOR UPDATE',
      [id],
    );
    return row ?? null;
  }

  /** @throws Problem `document-known` when another instance has just taken the same file from the inbox */
  async add(tx: Tx, document: NewRow<DocumentRow>): Promise<void> {
    try {
      await this.rows.insert(tx, DocumentRow, document);
    } catch (cause) {
      throw refusedBy(cause)?.constraint === 'document_source' ? documentKnown({ cause }) : cause;
    }
  }

  async change(
    tx: Tx,
    { id, collectionId }: Pick<DocumentRow, 'id' | 'collectionId'>,
    changes: Partial<Pick<DocumentRow, 'title' | 'state' | 'problem' | 'changedAt'>>,
  ): Promise<void> {
    await this.rows.update(tx, DocumentRow, { id, collectionId } as Partial<DocumentRow>, changes as Partial<DocumentRow>);
  }

  /** With everything that hangs on it: versions and their passages at once, postings as the index says. */
  async remove(tx: Tx, id: string): Promise<void> {
    await this.rows.delete(tx, DocumentRow, { id });
  }

  /** Documents without a new version since `cutoff`, and their versions. */
  async unchangedSince(cutoff: Date, scope: Scope): Promise<Due> {
    const due = await this.database.one<Due>(
      `SELECT count(*) FILTER (WHERE NOT is_held)::int AS objects, coalesce(sum(versions) FILTER (WHERE NOT is_held), 0)::int AS parts,
              count(*) FILTER (WHERE is_held)::int AS held,
              min(changed_at) FILTER (WHERE NOT is_held) AS oldest, max(changed_at) FILTER (WHERE NOT is_held) AS newest
         FROM (SELECT changed_at, rag.collection_is_held(collection_id) AS is_held,
                      (SELECT count(*) FROM rag.version WHERE document_id = d.id) AS versions
                 FROM rag.document d WHERE changed_at < $1 AND ${ofKnowledge} AND state IN ('ready', 'failed') AND ${inScope(2)}) unchanged`,
      [cutoff, ...scopeValues(scope)],
    );
    return due!;
  }

  changesBetween(from: Date, to: Date, scope: Scope): Promise<DayCount[]> {
    return this.database.query<DayCount>(
      `SELECT to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS objects
         FROM rag.document WHERE changed_at >= $1 AND changed_at < $2 AND ${ofKnowledge} AND ${inScope(3)} GROUP BY 1 ORDER BY 1`,
      [from, to, ...scopeValues(scope)],
    );
  }

  async removeUnchangedSince(tx: Tx, cutoff: Date, limit: number, scope: Scope): Promise<Removed[]> {
    return tx.query<Removed[]>(
      `WITH expired AS (
         SELECT id FROM rag.document
          WHERE changed_at < $1 AND ${ofKnowledge} AND state IN ('ready', 'failed') AND ${inScope(3)}
            AND NOT rag.collection_is_held(collection_id)
          ORDER BY changed_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM rag.document USING expired WHERE document.id = expired.id RETURNING document.id
       )
       SELECT id, (SELECT count(*)::int FROM rag.version WHERE document_id = removed.id) AS parts FROM removed ORDER BY id`,
      [cutoff, limit, ...scopeValues(scope)],
    );
  }

  /** Of the collections that people make, by name as far as it opens. */
  async collectionNames(): Promise<ScopedCollection[]> {
    const stored = await this.database.query<Stored<Pick<CollectionRow, 'id' | 'name'>>>(
      `SELECT ${someColumnsOf(CollectionRow, ['id', 'name'])} FROM rag.collection WHERE NOT built_in AND conversation_id IS NULL ORDER BY id`,
    );
    const shown = await this.rows.shown(CollectionRow, stored);
    return shown.map(({ id, name }) => ({ id, name }));
  }
}

/** Whether a document is in the scope that `scopeValues` says, from this parameter on. */
function inScope(parameter: number): string {
  return `($${parameter}::uuid IS NULL OR collection_id = $${parameter}) AND NOT collection_id = ANY ($${parameter + 1}::uuid[])`;
}

function scopeValues(scope: Scope): [string | null, readonly string[]] {
  return 'collection' in scope ? [scope.collection, []] : [null, scope.except];
}
