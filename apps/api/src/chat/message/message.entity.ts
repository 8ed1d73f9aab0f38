import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageRole, MessageStatus } from '#contracts/chat.js';
import { Declared, Personal, Sealed, Technical } from '#platform/database/declarations.js';
import type { Sealed as SealedBytes } from '#sealing/record.js';

@Entity({ schema: 'chat', name: 'message' })
@Declared({
  purpose: 'Questions that people asked and the answers they got, with citations and where each answer comes from',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class MessageRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'uuid', name: 'parent_id', nullable: true })
  @Technical()
  parentId!: string | null;

  @Column({ type: 'text' })
  @Technical()
  role!: MessageRole;

  @Column({ type: 'text' })
  @Technical()
  status!: MessageStatus;

  @Column({ type: 'bytea' })
  @Sealed()
  content!: SealedBytes;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  citations!: SealedBytes | null;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  provenance!: SealedBytes | null;

  @Column({ type: 'uuid', name: 'generation_id', nullable: true })
  @Technical()
  generationId!: string | null;

  @Column({ type: 'text', name: 'error_code', nullable: true })
  @Technical()
  errorCode!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;
}
