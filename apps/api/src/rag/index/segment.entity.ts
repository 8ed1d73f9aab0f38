import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';
import type { Generated } from '#platform/database/declared/entity-columns.js';
import { SealedBytes } from '#platform/database/declared/sealed-columns.js';
import type { Language } from '#retrieval/text/language.js';
import { inAnotherRow, inCollection, knowledge } from '../table-classes.js';

@Entity({ schema: 'rag', name: 'segment' })
@Declared({
  ...knowledge,
  ...inCollection,
  purpose: 'Parts of the index: how many passages each covers and how long they are',
})
export class SegmentRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  /** `building` while a merge writes it; nobody searches it then. */
  @Column('text')
  @Technical()
  state!: 'building' | 'ready';

  /** It has 2^bits buckets. */
  @Column('smallint')
  @Technical()
  bits!: number;

  @Column('integer')
  @Technical()
  chunks!: number;

  @Column('text', { array: true })
  @Technical()
  languages!: readonly Language[];

  /** Number of terms in each chunk, packed. */
  @SealedBytes()
  lengths!: Uint8Array;

  /** Counts removals of its documents. */
  @Column('integer')
  @Technical()
  removals!: Generated<number>;

  @Column('timestamptz', { name: 'removed_since', nullable: true })
  @Technical()
  removedSince!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Generated<Date>;
}

@Entity({ schema: 'rag', name: 'segment_document' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Which versions of documents a part of the index covers' })
export class SegmentDocumentRow {
  @PrimaryColumn('uuid', { name: 'segment_id' })
  @Technical()
  segmentId!: string;

  @PrimaryColumn('integer', { name: 'first_chunk' })
  @Technical()
  firstChunk!: number;

  @Column('integer')
  @Technical()
  chunks!: number;

  @Column('uuid', { name: 'version_id' })
  @Technical()
  versionId!: string;
}

@Entity({ schema: 'rag', name: 'posting' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'The index itself: where blinded terms stand' })
export class PostingRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'segment_id' })
  @Technical()
  segmentId!: string;

  @Column('integer')
  @Technical()
  bucket!: number;

  @SealedBytes()
  data!: Uint8Array;
}
