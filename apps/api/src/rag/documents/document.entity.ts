import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Declared, Technical } from '#platform/database/declarations.js';
import { SealedJson, SealedText } from '#platform/database/sealed-columns.js';
import type { Language } from '#retrieval/text/language.js';
import { inAnotherRow, inCollection, knowledge } from '../table-classes.js';

@Entity({ schema: 'rag', name: 'document' })
@Declared({ ...knowledge, ...inCollection, purpose: 'Documents of the knowledge base with their text' })
export class DocumentRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  @SealedText()
  title!: string;

  @Column('text', { name: 'media_type' })
  @Technical()
  mediaType!: string;

  @Column('text')
  @Technical()
  language!: Language;

  /** Bytes of the source. */
  @Column('integer')
  @Technical()
  size!: number;

  @Column('integer')
  @Technical()
  chunks!: number;

  @SealedText()
  content!: string;

  @SealedText({ name: 'content_hash' })
  contentHash!: string;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;
}

export const ChunkContent = z.object({ text: z.string(), headings: z.array(z.string()) });
export type ChunkContent = z.infer<typeof ChunkContent>;

@Entity({ schema: 'rag', name: 'chunk' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Passages of documents, as they are found and cited' })
export class ChunkRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'document_id' })
  @Technical()
  documentId!: string;

  /** Its number in the document. */
  @Column('integer')
  @Technical()
  ordinal!: number;

  @Column('integer', { name: 'start_at' })
  @Technical()
  start!: number;

  @Column('integer', { name: 'end_at' })
  @Technical()
  end!: number;

  @Column('integer', { nullable: true })
  @Technical()
  page!: number | null;

  @SealedJson(ChunkContent)
  content!: ChunkContent;
}
