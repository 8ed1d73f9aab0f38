import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedBytes, SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';
import type { Language } from '#retrieval/text/language.js';
import { inAnotherRow, inCollection, knowledge } from '../table-classes.js';

/** One version of a document is `ready`: that is what is found. `superseded` ones are kept for those who cite them. */
export type VersionState = 'receiving' | 'processing' | 'ready' | 'superseded' | 'failed';

const place = { start: z.number(), end: z.number() };

/** Where pages and headings are in the text of a version, in UTF-16 code units. */
export const Outline = z.object({
  pages: z.array(z.object({ number: z.number(), ...place })),
  headings: z.array(z.object({ level: z.number(), title: z.string(), start: z.number() })),
  isRecognised: z.boolean(),
});
export type Outline = z.infer<typeof Outline>;

@Entity({ schema: 'rag', name: 'version' })
@Declared({ ...knowledge, ...inCollection, purpose: 'Versions of documents with their text' })
export class VersionRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'document_id' })
  @Technical()
  documentId!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  /** From 1. */
  @Column('integer')
  @Technical()
  number!: number;

  @Column('text')
  @Technical()
  state!: VersionState;

  @SealedText({ name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'media_type' })
  @Technical()
  mediaType!: string;

  @Column('text', { nullable: true })
  @Technical()
  language!: Language | null;

  /** Bytes of the file. */
  @Column('integer')
  @Technical()
  size!: number;

  @Column('integer', { nullable: true })
  @Technical()
  pages!: number | null;

  @Column('integer')
  @Technical()
  chunks!: number;

  @SealedText({ nullable: true })
  content!: string | null;

  @SealedJson(Outline, { nullable: true })
  outline!: Outline | null;

  @SealedText({ name: 'content_hash', nullable: true })
  contentHash!: string | null;

  /** Keyed hash of the file. */
  @Column('bytea', { nullable: true })
  @Secret()
  fingerprint!: Buffer | null;

  /** Which job takes it in. */
  @Column('uuid', { name: 'job_id', nullable: true })
  @Technical()
  jobId!: string | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  @Personal()
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;
}

@Entity({ schema: 'rag', name: 'file_part' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Files of documents as they were sent' })
export class FilePartRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'version_id' })
  @Technical()
  versionId!: string;

  @Column('integer')
  @Technical()
  ordinal!: number;

  @SealedBytes()
  data!: Buffer;
}

export const ChunkContent = z.object({ text: z.string(), headings: z.array(z.string()) });
export type ChunkContent = z.infer<typeof ChunkContent>;

@Entity({ schema: 'rag', name: 'chunk' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Passages of documents, as they are found and cited' })
export class ChunkRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'version_id' })
  @Technical()
  versionId!: string;

  /** Its number in the version. */
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
