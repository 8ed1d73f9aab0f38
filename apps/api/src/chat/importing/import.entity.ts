import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import type { Generated } from '#platform/database/declared/entity-columns.js';
import { SealedJson } from '#platform/database/declared/sealed-columns.js';
import { ImportedConversation, Skipped, type ImportSource } from './formats/imported-conversation.js';

const ofTheirOwner = { subject: { kind: 'user', column: 'owner_id' }, legalBasis: 'contract', backup: 'data' } as const;

@Entity({ schema: 'chat', name: 'imported' })
@Declared({
  ...ofTheirOwner,
  purpose: 'Which conversations were imported, by a keyed hash of what they are known by elsewhere',
  dataClass: 'operation',
  retention: 'conversation',
  erasure: 'cascade',
})
export class ImportedRow {
  @PrimaryColumn({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'bytea', name: 'source_key' })
  @Technical()
  sourceKey!: Buffer;
}

@Entity({ schema: 'chat', name: 'import_run' })
@Declared({
  ...ofTheirOwner,
  purpose: 'Imports of conversations that are under way: how far they are, and what they leave out',
  dataClass: 'operation',
  retention: 'operation',
  erasure: 'delete',
})
export class ImportRunRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'text' })
  @Technical()
  source!: ImportSource;

  @Column({ type: 'integer' })
  @Technical()
  conversations!: Generated<number>;

  @Column({ type: 'integer' })
  @Technical()
  messages!: Generated<number>;

  @SealedJson(z.array(Skipped))
  skipped!: Skipped[];
}

@Entity({ schema: 'chat', name: 'import_part' })
@Declared({
  ...ofTheirOwner,
  purpose: 'Conversations of an import that is under way',
  dataClass: 'content',
  retention: 'operation',
  erasure: 'cascade',
})
export class ImportPartRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'run_id' })
  @Technical()
  runId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @SealedJson(ImportedConversation)
  data!: ImportedConversation;
}
