import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { blindedSegment } from '#retrieval/index/segment.js';
import type { DocumentSource } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import type { VersionRow } from '../documents/version.entity.js';
import { VersionsRepository } from '../documents/versions.repository.js';
import { IndexKeys } from '../index/index-keys.js';
import { packLengths } from '../index/segment-view.rules.js';
import { SegmentsRepository } from '../index/segments.repository.js';
import { mediaTypeOf } from '../parse/media-type.rules.js';
import type { ParsedDocument } from '../parse/parsed-document.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { VocabulariesRepository } from '../spelling/vocabularies.repository.js';
import { titleOfFile } from '../upload/file-name.rules.js';
import { chunkSizesOf } from './chunk-sizes.js';
import { outlineOf, pageAt, prepareVersion, type IndexedDocument, type PreparedVersion } from './ingestion.rules.js';

/** A version that is being taken in. */
export type OpenVersion = Pick<VersionRow, 'id' | 'documentId' | 'collectionId' | 'number'>;

/** A text that is at hand already, such as that of `config/knowledge.md`. */
export interface SourceText {
  readonly collectionId: string;
  readonly source: DocumentSource;
  readonly fileName: string;
  readonly text: string;
  /** Bytes of the source file. */
  readonly size: number;
  /** What it is called; otherwise its first heading says, or its file's name. */
  readonly title?: string | undefined;
  /** Whose new version it is; a new document's where it is absent. */
  readonly documentId?: string | undefined;
}

/** Makes documents found: passages, postings and text, sealed, in the transaction of the caller. */
@Injectable()
export class IngestionService {
  constructor(
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly segments: SegmentsRepository,
    private readonly vocabularies: VocabulariesRepository,
    private readonly indexKeys: IndexKeys,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * Puts a version in force: it is found as soon as the transaction commits, and the one before it no more. Answers its number of passages.
   * A version that a newer one overtook is kept beside it and not found.
   */
  async publish(tx: Tx, version: OpenVersion, { title, parsed, prepared }: PreparedVersion): Promise<number> {
    const { id, documentId, collectionId } = version;
    await this.documents.hold(tx, documentId);
    const before = await this.versions.holdInForce(tx, documentId);
    const isNewest = before === null || before.number < version.number;
    if (before !== null && isNewest) {
      await this.versions.supersede(tx, before.id);
      await this.vocabularies.remove(tx, before.id);
    }
    await this.addPassages(tx, version, parsed, prepared);
    await this.versions.change(tx, version, {
      state: isNewest ? 'ready' : 'superseded',
      mediaType: mediaTypeOf(parsed.kind),
      language: prepared.language,
      pages: parsed.pages.length || null,
      chunks: prepared.chunks.length,
      content: parsed.text,
      outline: outlineOf(parsed),
      contentHash: contentHash(parsed.text),
    });
    if (isNewest) {
      if (prepared.chunks.length > 0) await this.addPostings(tx, collectionId, id, prepared);
      await this.vocabularies.add(tx, await this.keyring.forCollection(collectionId, tx), id, prepared.vocabulary);
      const now = this.clock.now();
      await this.documents.change(tx, { id: documentId, collectionId }, { title, state: 'ready', problem: null, changedAt: now });
    }
    await this.versions.prune(tx, documentId, this.settings.of(KnowledgeSettings).keptVersions);
    return prepared.chunks.length;
  }

  /** Takes in a Markdown text at once. Answers the document's id. */
  async add(
    tx: Tx,
    { collectionId, source, fileName, text, size, title: given, documentId: known }: SourceText,
  ): Promise<string> {
    const parsed: ParsedDocument = {
      kind: 'markdown',
      title: given ?? null,
      format: 'markdown',
      text,
      pages: [],
      isRecognised: false,
    };
    const prepared = prepareVersion(parsed, titleOfFile(fileName), chunkSizesOf(this.settings));
    const now = this.clock.now();
    const documentId = known ?? this.ids.next();
    if (known === undefined) {
      const { title } = prepared;
      const document = {
        id: documentId,
        collectionId,
        source,
        title,
        state: 'processing' as const,
        createdAt: now,
        changedAt: now,
      };
      await this.documents.add(tx, document);
    } else await this.documents.hold(tx, documentId);
    const version = {
      id: this.ids.next(),
      documentId,
      collectionId,
      number: known === undefined ? 1 : await this.versions.nextNumber(tx, documentId),
    };
    const mediaType = mediaTypeOf('markdown');
    await this.versions.add(tx, { ...version, state: 'processing', fileName, mediaType, size, chunks: 0, createdAt: now });
    await this.publish(tx, version, prepared);
    return documentId;
  }

  private async addPassages(
    tx: Tx,
    { id, collectionId }: OpenVersion,
    { pages }: ParsedDocument,
    { chunks }: IndexedDocument,
  ): Promise<void> {
    const rows = chunks.map(({ start, end, text, headings }) => ({
      id: this.ids.next(),
      start,
      end,
      page: pageAt(pages, start),
      content: { text, headings: [...headings] },
    }));
    await this.versions.addChunks(tx, await this.keyring.forCollection(collectionId, tx), id, rows);
  }

  private async addPostings(
    tx: Tx,
    collectionId: string,
    versionId: string,
    { language, chunks, lists }: IndexedDocument,
  ): Promise<void> {
    const sealer = await this.keyring.forCollection(collectionId, tx);
    const { bits, lengths, buckets } = blindedSegment(lists, await this.indexKeys.blindingIn(tx, collectionId));
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
      [{ versionId, firstChunk: 0, chunks: chunks.length }],
    );
  }
}

/** By which a text is recognised as the same, and a citation as one of this version: SHA-256, in hex. */
export function contentHash(text: string): string {
  return hash('sha256', text);
}
