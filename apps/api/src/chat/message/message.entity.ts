import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import type { MessageRole, MessageStatus } from '#contracts/chat/chat.js';
import { Citation, Provenance } from '#contracts/rag.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import type { Generated } from '#platform/database/declared/entity-columns.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';

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

  @SealedText()
  content!: string;

  @SealedJson(z.array(Citation), { nullable: true })
  citations!: Citation[] | null;

  @SealedJson(Provenance, { nullable: true })
  provenance!: Provenance | null;

  /** Files that the question was asked with. */
  @Column({ type: 'uuid', array: true, name: 'attachments' })
  @Technical()
  attachmentIds!: Generated<string[]>;

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
