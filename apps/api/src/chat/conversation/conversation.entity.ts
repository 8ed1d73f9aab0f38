import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Sealed, Technical } from '#platform/database/declarations.js';
import type { Sealed as SealedBytes } from '#sealing/record.js';

@Entity({ schema: 'chat', name: 'conversation' })
@Declared({
  purpose: 'Conversations that people hold with Chat Man: their titles, choices and order',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
})
export class ConversationRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  title!: SealedBytes | null;

  @Column({ type: 'text', nullable: true })
  @Technical()
  model!: string | null;

  @Column({ type: 'bytea', name: 'system_prompt', nullable: true })
  @Sealed()
  systemPrompt!: SealedBytes | null;

  @Column({ type: 'uuid', array: true, nullable: true })
  @Technical()
  collections!: string[] | null;

  @Column({ type: 'boolean' })
  @Technical()
  pinned!: boolean;

  @Column({ type: 'boolean' })
  @Technical()
  archived!: boolean;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  folder!: SealedBytes | null;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  tags!: SealedBytes | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at' })
  @Personal()
  updatedAt!: Date;

  /** Since when it is only kept in case its deletion is taken back; nothing reads it any more. Null for all others. */
  @Column({ type: 'timestamptz', precision: 3, name: 'deleted_at', nullable: true })
  @Personal()
  deletedAt!: Date | null;
}
