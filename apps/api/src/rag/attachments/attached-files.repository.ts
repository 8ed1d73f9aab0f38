import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { DocumentRow } from '../documents/document.entity.js';
import type { VersionRow } from '../documents/version.entity.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';

/** A file that is attached to a conversation, as far as it has been read. */
export interface AttachedFile
  extends
    Pick<DocumentRow, 'id' | 'problem'>,
    Pick<VersionRow, 'mediaType' | 'size' | 'pages' | 'chunks' | 'jobId' | 'collectionId'> {
  readonly state: 'processing' | 'ready' | 'failed';
  readonly versionId: string;
}

/** Files of conversations: documents in a collection that a conversation alone has. */
@Injectable()
export class AttachedFilesRepository {
  constructor(private readonly database: Database) {}

  /** The collection of a conversation; null before the first file. Nobody else makes it until the transaction ends. */
  async lockCollection(tx: Tx, conversationId: string): Promise<string | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('rag.attachments ' || $1))`, [conversationId]);
    const [row]: { id: string }[] = await tx.query('SELECT id FROM rag.collection WHERE conversation_id = $1', [conversationId]);
    return row?.id ?? null;
  }

  async collectionOf(reader: ReaderNames, conversationId: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      `SELECT c.id FROM rag.collection c WHERE ${MAY_READ} AND c.conversation_id = $2`,
      [reader, conversationId],
    );
    return row?.id ?? null;
  }

  /** Those of the given files that somebody may read, in any order. */
  async several(reader: ReaderNames, ids: readonly string[]): Promise<AttachedFile[]> {
    return this.database.query<AttachedFile>(
      `SELECT d.id, d.state, d.problem, v.id AS "versionId", v.collection_id AS "collectionId", v.media_type AS "mediaType", v.size, v.pages,
              v.chunks, v.job_id AS "jobId"
         FROM rag.document d JOIN rag.collection c ON c.id = d.collection_id JOIN rag.version v ON v.document_id = d.id
        WHERE ${MAY_READ} AND d.id = ANY ($2::uuid[]) AND d.state <> 'receiving'`,
      [reader, ids],
    );
  }
}
