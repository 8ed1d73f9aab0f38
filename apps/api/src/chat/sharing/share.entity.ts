import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { SharedMessage } from '#contracts/chat/shares.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'chat', name: 'share' })
@Declared({
  purpose: 'Snapshots of conversations that people show to others of this installation',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class ShareRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @SealedText()
  title!: string;

  @SealedJson(z.array(SharedMessage), { instead: [] })
  messages!: SharedMessage[];

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'expires_at', nullable: true })
  @Technical()
  expiresAt!: Date | null;
}

@Entity({ schema: 'chat', name: 'share_reader' })
@Declared({
  purpose: 'To whom snapshots of conversations are open: roles, or single users',
  dataClass: 'operation',
  subject: { kind: 'user-of', table: 'chat.share', column: 'share_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class ShareReaderRow {
  @PrimaryColumn({ type: 'uuid', name: 'share_id' })
  @Technical()
  shareId!: string;

  @PrimaryColumn({ type: 'text' })
  @Personal()
  reader!: string;
}
