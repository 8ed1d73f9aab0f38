import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import { buildSegment } from '#retrieval/index/segment.js';
import { DocumentsRepository } from './documents.repository.js';
import { IndexKeys } from '../index/index-keys.js';
import { prepare, type PreparedDocument, type SourceText } from './ingestion.rules.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { packLengths } from '../index/segment-view.rules.js';
import { SegmentsRepository } from '../index/segments.repository.js';

export interface NewSource extends SourceText {
  readonly collectionId: string;
  readonly mediaType: string;
  /** Bytes of the source file. */
  readonly size: number;
}

/** Takes documents into the knowledge base: passages, postings and text, sealed, in the transaction of the caller. */
@Injectable()
export class IngestionService {
  constructor(
    private readonly documents: DocumentsRepository,
    private readonly segments: SegmentsRepository,
    private readonly indexKeys: IndexKeys,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The document's id. It can be found as soon as the transaction commits. */
  async add(tx: Tx, source: NewSource): Promise<string> {
    const { chunkTokens, chunkMaxTokens } = this.settings.of(KnowledgeSettings);
    const prepared = prepare(source, {
      ...CHUNK_SIZES,
      targetTokens: chunkTokens,
      maxTokens: Math.max(chunkTokens, chunkMaxTokens),
    });
    const id = await this.addText(tx, source, prepared);
    if (prepared.chunks.length > 0) await this.addPostings(tx, source.collectionId, id, prepared);
    return id;
  }

  private async addText(tx: Tx, source: NewSource, { language, chunks }: PreparedDocument): Promise<string> {
    const sealer = await this.keyring.forCollection(source.collectionId, tx);
    const id = this.ids.next();
    const document = {
      id,
      collectionId: source.collectionId,
      title: source.title,
      mediaType: source.mediaType,
      language,
      size: source.size,
      chunks: chunks.length,
      content: source.text,
      contentHash: contentHash(source.text),
      createdAt: this.clock.now(),
    };
    const rows = chunks.map(({ start, end, text, headings }) => {
      return { id: this.ids.next(), start, end, page: null, content: { text, headings: [...headings] } };
    });
    await this.documents.add(tx, sealer, document, rows);
    return id;
  }

  private async addPostings(
    tx: Tx,
    collectionId: string,
    documentId: string,
    { language, chunks, terms }: PreparedDocument,
  ): Promise<void> {
    const sealer = await this.keyring.forCollection(collectionId, tx);
    const { bits, lengths, buckets } = buildSegment(terms, await this.indexKeys.blindingIn(tx, collectionId));
    await this.segments.add(
      tx,
      sealer,
      {
        id: this.ids.next(),
        collectionId,
        bits,
        chunks: chunks.length,
        languages: [language],
        lengths: packLengths(lengths),
      },
      [...buckets].map(([bucket, data]) => ({ id: this.ids.next(), bucket, data })),
      [{ documentId, firstChunk: 0, chunks: chunks.length }],
    );
  }
}

/** By which a text is recognised as the same, and a citation as one of this version: SHA-256, in hex. */
export function contentHash(text: string): string {
  return hash('sha256', text);
}
