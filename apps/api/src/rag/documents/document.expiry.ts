import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import {
  RemovesExpired,
  type DayCount,
  type Due,
  type Expiry,
  type Removed,
  type Scope,
  type ScopedCollection,
} from '#platform/retention/expiry.js';
import { DocumentsRepository } from './documents.repository.js';

/**
 * Documents whose newest version is older than the policy allows, where one is set: by default they stay until somebody removes them. The
 * rows that belong to collections alone go with these.
 */
@Injectable()
@RemovesExpired({
  retention: 'knowledge',
  object: 'document',
  tables: [
    'rag.vocabulary',
    'rag.document',
    'rag.version',
    'rag.file_part',
    'rag.chunk',
    'rag.segment',
    'rag.segment_document',
    'rag.posting',
    'rag.vector_block',
    'rag.collection',
    'rag.reader',
    'rag.golden_question',
    'rag.evaluation',
  ],
  recordedAs: 'document.expired',
})
export class DocumentExpiry implements Expiry {
  constructor(private readonly documents: DocumentsRepository) {}

  due(cutoff: Date, scope: Scope): Promise<Due> {
    return this.documents.unchangedSince(cutoff, scope);
  }

  startedBetween(from: Date, to: Date, scope: Scope): Promise<DayCount[]> {
    return this.documents.changesBetween(from, to, scope);
  }

  removeBefore(tx: Tx, cutoff: Date, limit: number, scope: Scope): Promise<Removed[]> {
    return this.documents.removeUnchangedSince(tx, cutoff, limit, scope);
  }

  collections(): Promise<ScopedCollection[]> {
    return this.documents.collectionNames();
  }
}
