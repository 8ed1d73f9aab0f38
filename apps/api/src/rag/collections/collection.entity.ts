import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import type { Generated } from '#platform/database/declared/entity-columns.js';
import { SealedBytes, SealedText } from '#platform/database/declared/sealed-columns.js';
import { inCollection, knowledge } from '../table-classes.js';

@Entity({ schema: 'rag', name: 'collection' })
@Declared({
  ...knowledge,
  purpose: 'Collections of documents that answers are drawn from, and the files of conversations',
  subject: { kind: 'collection', column: 'id' },
})
export class CollectionRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @SealedText()
  name!: string;

  @SealedText()
  description!: string;

  /** Blinds the terms of its documents. */
  @SealedBytes({ name: 'index_key' })
  indexKey!: Buffer;

  @Column('boolean', { name: 'built_in' })
  @Technical()
  builtIn!: Generated<boolean>;

  /** Whether its passages are never sent to a provider outside. */
  @Column('boolean', { name: 'stays_here' })
  @Technical()
  staysHere!: Generated<boolean>;

  /** Who made it, or owns the conversation; null for the built-in one. Makers may read and manage it while their role manages knowledge. */
  @Column('uuid', { name: 'created_by', nullable: true })
  @Personal()
  createdBy!: string | null;

  /** Whose attached files these are; null for a collection of the knowledge base. */
  @Column('uuid', { name: 'conversation_id', nullable: true })
  @Technical()
  conversationId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;
}

@Entity({ schema: 'rag', name: 'reader' })
@Declared({ ...knowledge, ...inCollection, purpose: 'Which roles and people may read a collection' })
export class ReaderRow {
  @PrimaryColumn('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  /** A role, or the id of a person. */
  @PrimaryColumn('text')
  @Personal()
  reader!: string;
}
