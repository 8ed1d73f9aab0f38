import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import { inCollection, knowledge } from '../table-classes.js';

/** Where a document comes from: `config/knowledge.md`, a person, or the inbox. */
export type DocumentSource = 'file' | 'upload' | 'inbox';
/** `receiving`: bytes are coming in; nobody sees it yet. */
export type DocumentState = 'receiving' | 'processing' | 'ready' | 'failed';

@Entity({ schema: 'rag', name: 'document' })
@Declared({ ...knowledge, ...inCollection, purpose: 'Documents of the knowledge base, each with its versions' })
export class DocumentRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  @Column('text')
  @Technical()
  source!: DocumentSource;

  /** Blinded name in the inbox. */
  @Column('bytea', { name: 'source_key', nullable: true })
  @Secret()
  sourceKey!: Buffer | null;

  @SealedText()
  title!: string;

  @Column('text')
  @Technical()
  state!: DocumentState;

  /** Code of the problem of the newest version, where that could not be taken in. */
  @Column('text', { nullable: true })
  @Technical()
  problem!: string | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  @Personal()
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;

  @Column('timestamptz', { name: 'changed_at' })
  @Technical()
  changedAt!: Date;
}
