import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Feedback } from '#contracts/chat/chat.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'chat', name: 'feedback' })
@Declared({
  purpose: 'What people thought of the answers they got',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'legitimate-interest',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class FeedbackRow {
  @PrimaryColumn({ type: 'uuid', name: 'message_id' })
  @Technical()
  messageId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'text' })
  @Personal()
  rating!: Feedback['rating'];

  @Column({ type: 'text', array: true })
  @Personal()
  reasons!: NonNullable<Feedback['reasons']>;

  @SealedText({ nullable: true })
  comment!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'given_at' })
  @Personal()
  givenAt!: Date;
}
