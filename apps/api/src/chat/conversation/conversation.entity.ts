import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Parameters } from '#contracts/chat/parameters.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';

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

  @SealedText({ nullable: true })
  title!: string | null;

  @Column({ type: 'text', nullable: true })
  @Technical()
  model!: string | null;

  /** Nothing is shown where it does not open, rather than words that would be saved in its place; the same of folder and tags. */
  @SealedText({ name: 'system_prompt', nullable: true, instead: null })
  systemPrompt!: string | null;

  /** How the model is to write. */
  @SealedJson(Parameters, { nullable: true })
  parameters!: Parameters | null;

  @Column({ type: 'uuid', array: true, nullable: true })
  @Technical()
  collections!: string[] | null;

  @Column({ type: 'boolean' })
  @Technical()
  pinned!: boolean;

  @Column({ type: 'boolean' })
  @Technical()
  archived!: boolean;

  @Column({ type: 'boolean' })
  @Technical()
  unread!: boolean;

  @SealedText({ nullable: true, instead: null })
  folder!: string | null;

  @SealedJson(z.array(z.string()), { nullable: true })
  tags!: string[] | null;

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
