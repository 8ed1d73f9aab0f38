import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'chat', name: 'attachment' })
@Declared({
  purpose: 'Which files people attached to their conversations. The files themselves are documents that nobody else can find',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class AttachmentRow {
  /** Of the document that it is in the knowledge base. */
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @SealedText()
  name!: string;

  @Column('integer')
  @Technical()
  size!: number;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;

  /** When a question was asked with it; null while it waits in the composer. */
  @Column({ type: 'timestamptz', precision: 3, name: 'sent_at', nullable: true })
  @Personal()
  sentAt!: Date | null;
}
