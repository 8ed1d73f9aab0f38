import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { documentKnown } from '../rag.errors.js';
import { MAY_READ } from '../search/visibility.js';
import type { DocumentReader } from './documents.repository.js';
import { ChunkRow, VersionRow } from './version.entity.js';

const listed = [
  'id',
  'documentId',
  'collectionId',
  'number',
  'state',
  'fileName',
  'mediaType',
  'language',
  'size',
  'pages',
  'chunks',
  'contentHash',
  'fingerprint',
  'createdAt',
] as const;

/** A version without its text. */
export type ListedVersion = Shown<Pick<VersionRow, (typeof listed)[number]>>;
/** A document of the inbox, with the fingerprint of its newest version. */
export interface InboxDocument {
  readonly documentId: string;
  readonly sourceKey: Buffer;
  readonly fingerprint: Buffer | null;
}

export type HeldDocument = Pick<ListedVersion, 'documentId' | 'contentHash'>;
type StoredVersion = Stored<Pick<VersionRow, (typeof listed)[number]>>;

const columns = someColumnsOf(VersionRow, listed, 'v');
const visible = `rag.version v JOIN rag.document d ON d.id = v.document_id JOIN rag.collection c ON c.id = v.collection_id
  WHERE ${MAY_READ} AND ($2::boolean OR v.state IN ('ready', 'superseded')) AND v.state <> 'receiving'`;
/** `$4`: a number, or null for the one in force. */
const wanted = `v.document_id = $3 AND CASE WHEN $4::int IS NULL THEN v.state = 'ready' ELSE v.number = $4 END`;

@Injectable()
export class VersionsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Of each document the version in force, or the newest where none is. */
  async shownOf(documentIds: readonly string[]): Promise<Map<string, ListedVersion>> {
    const stored = await this.database.query<StoredVersion>(
      `SELECT DISTINCT ON (v.document_id) ${columns} FROM rag.version v
        WHERE v.document_id = ANY ($1::uuid[]) AND v.state <> 'receiving'
        ORDER BY v.document_id, v.state = 'ready' DESC, v.number DESC`,
      [documentIds],
    );
    const shown = await this.rows.shown(VersionRow, stored);
    return new Map(shown.map((version) => [version.documentId, version]));
  }

  /** Newest first. */
  async visibleOf({ names, isManaging }: DocumentReader, documentId: string): Promise<ListedVersion[]> {
    const stored = await this.database.query<StoredVersion>(
      `SELECT ${columns} FROM ${visible} AND v.document_id = $3 ORDER BY v.number DESC`,
      [names, isManaging, documentId],
    );
    return this.rows.shown(VersionRow, stored);
  }

  async visible({ names, isManaging }: DocumentReader, documentId: string, number: number | null): Promise<ListedVersion | null> {
    const stored = await this.database.one<StoredVersion>(`SELECT ${columns} FROM ${visible} AND ${wanted}`, [
      names,
      isManaging,
      documentId,
      number,
    ]);
    return this.rows.shownOne<VersionRow, Pick<VersionRow, (typeof listed)[number]>>(VersionRow, stored);
  }

  async visibleWithContent(
    { names, isManaging }: DocumentReader,
    documentId: string,
    number: number | null,
  ): Promise<Shown<VersionRow> | null> {
    const stored = await this.database.one<Stored<VersionRow>>(
      `SELECT ${columnsOf(VersionRow, 'v')} FROM ${visible} AND ${wanted} AND v.content IS NOT NULL`,
      [names, isManaging, documentId, number],
    );
    return this.rows.shownOne<VersionRow, VersionRow>(VersionRow, stored);
  }

  /** The one that a job takes in; null when it is gone. */
  async ofJob(jobId: string): Promise<ListedVersion | null> {
    const stored = await this.database.one<StoredVersion>(
      `SELECT ${columns} FROM rag.version v WHERE v.job_id = $1 AND v.state = 'processing'`,
      [jobId],
    );
    return this.rows.shownOne<VersionRow, Pick<VersionRow, (typeof listed)[number]>>(VersionRow, stored);
  }

  /** The same for its end, whatever has become of it; until then nobody else changes it. */
  async ofJobIn(tx: Tx, jobId: string): Promise<Pick<VersionRow, 'id' | 'documentId' | 'collectionId'> | null> {
    const [row]: Pick<VersionRow, 'id' | 'documentId' | 'collectionId'>[] = await tx.query(
      `SELECT id, document_id AS "documentId", collection_id AS "collectionId" FROM rag.version
        WHERE job_id = $1 AND state = 'processing'`,
      [jobId],
    );
    return row ?? null;
  }

  async statesOf(tx: Tx, documentId: string): Promise<VersionRow['state'][]> {
    const rows: Pick<VersionRow, 'state'>[] = await tx.query('SELECT state FROM rag.version WHERE document_id = $1', [
      documentId,
    ]);
    return rows.map(({ state }) => state);
  }

  /** What is found of a collection, for those who keep it. */
  async inForceIn(tx: Tx, collectionId: string): Promise<HeldDocument[]> {
    const stored: StoredVersion[] = await tx.query(
      `SELECT ${columns} FROM rag.version v WHERE v.collection_id = $1 AND v.state = 'ready' ORDER BY v.document_id`,
      [collectionId],
    );
    return this.rows.shown(VersionRow, stored);
  }

  /** What the inbox has brought into a collection. */
  async inboxOf(tx: Tx, collectionId: string): Promise<InboxDocument[]> {
    return tx.query(
      `SELECT d.id AS "documentId", d.source_key AS "sourceKey", newest.fingerprint
         FROM rag.document d
        CROSS JOIN LATERAL (
              SELECT v.fingerprint FROM rag.version v WHERE v.document_id = d.id AND v.state <> 'receiving'
               ORDER BY v.number DESC LIMIT 1) newest
        WHERE d.collection_id = $1 AND d.source_key IS NOT NULL`,
      [collectionId],
    );
  }

  /** Every version that a person added to a collection and whose file is kept, oldest first. */
  async *sentBy(userId: string): AsyncGenerator<ListedVersion> {
    const atOnce = 100;
    let last: string | null = null;
    for (let more = true; more;) {
      const stored: StoredVersion[] = await this.database.query(
        `SELECT ${columns} FROM rag.version v JOIN rag.collection c ON c.id = v.collection_id AND c.conversation_id IS NULL
          WHERE v.created_by = $1 AND v.fingerprint IS NOT NULL AND v.state IN ('processing', 'ready', 'superseded') AND ($2::uuid IS NULL OR v.id > $2) ORDER BY v.id LIMIT $3`,
        [userId, last, atOnce],
      );
      const versions: ListedVersion[] = await this.rows.shown(VersionRow, stored);
      yield* versions;
      last = versions.at(-1)?.id ?? null;
      more = versions.length === atOnce;
    }
  }

  /** Number for a new version of a document that is held. */
  async nextNumber(tx: Tx, documentId: string): Promise<number> {
    const [{ next }]: [{ next: number }] = await tx.query(
      'SELECT coalesce(max(number), 0)::int + 1 AS next FROM rag.version WHERE document_id = $1',
      [documentId],
    );
    return next;
  }

  async add(tx: Tx, version: NewRow<VersionRow>): Promise<void> {
    await this.rows.insert(tx, VersionRow, version);
  }

  /** @throws Problem `document-known` when the collection has the same file already */
  async change(
    tx: Tx,
    { id, collectionId }: Pick<VersionRow, 'id' | 'collectionId'>,
    changes: Partial<VersionRow>,
  ): Promise<void> {
    try {
      await this.rows.update(tx, VersionRow, { id, collectionId }, changes);
    } catch (cause) {
      throw refusedBy(cause)?.constraint === 'version_once' ? documentKnown({ cause }) : cause;
    }
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await this.rows.delete(tx, VersionRow, { id });
  }

  /** Id and number of the version in force, which a merge of the index then waits for. */
  async holdInForce(tx: Tx, documentId: string): Promise<Pick<VersionRow, 'id' | 'number'> | null> {
    const [row]: Pick<VersionRow, 'id' | 'number'>[] = await tx.query(
      `SELECT id, number FROM rag.version WHERE document_id = $1 AND state = 'ready' FOR UPDATE`,
      [documentId],
    );
    return row ?? null;
  }

  /** Takes a version out of the index. Its passages stay for those who cite them. */
  async supersede(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE rag.version SET state = 'superseded' WHERE id = $1`, [id]);
    await tx.query('DELETE FROM rag.segment_document WHERE version_id = $1', [id]);
  }

  async addChunks(
    tx: Tx,
    sealer: Sealer,
    versionId: string,
    chunks: readonly Omit<NewRow<ChunkRow>, 'versionId' | 'ordinal'>[],
  ): Promise<void> {
    const numbered = chunks.map((chunk, ordinal) => ({ ...chunk, versionId, ordinal }));
    for (let from = 0; from < numbered.length; from += chunksAStatement)
      await this.rows.insertAll(tx, ChunkRow, numbered.slice(from, from + chunksAStatement), { sealer });
  }

  /** Removes superseded versions of a document but for the newest few and those under a legal hold, and those that failed before the one in force. */
  async prune(tx: Tx, documentId: string, kept: number): Promise<void> {
    await tx.query(
      `DELETE FROM rag.version WHERE id IN (
         SELECT id FROM rag.version
          WHERE document_id = $1 AND state = 'superseded' AND NOT rag.collection_is_held(collection_id)
          ORDER BY number DESC OFFSET $2)`,
      [documentId, kept],
    );
    await tx.query(
      `DELETE FROM rag.version v WHERE v.document_id = $1 AND v.state = 'failed'
          AND v.number < (SELECT number FROM rag.version WHERE document_id = $1 AND state = 'ready')`,
      [documentId],
    );
  }

  /** Documents and versions whose bytes stopped coming before this: their receiver is gone. */
  async removeAbandoned(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM rag.version WHERE state = 'receiving' AND created_at < $1`, [before]);
    await tx.query(
      `DELETE FROM rag.document d WHERE d.state = 'receiving' AND d.created_at < $1
          AND NOT EXISTS (SELECT FROM rag.version v WHERE v.document_id = d.id)`,
      [before],
    );
  }
}

const chunksAStatement = 1_000;
