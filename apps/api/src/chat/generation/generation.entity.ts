import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

/** `stopped` is set as soon as the reader asks for it; the instance that writes adds the last of the text and finishes. */
export type GenerationStatus = 'queued' | 'running' | 'completed' | 'stopped' | 'failed' | 'interrupted';

@Entity({ schema: 'chat', name: 'generation' })
@Declared({
  purpose: 'Runs of a model that write one answer each: state, length, tokens',
  dataClass: 'operation',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'cascade',
  backup: 'data',
})
export class GenerationRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'message_id' })
  @Technical()
  messageId!: string;

  @Column({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  /** The process that writes it. */
  @Column({ type: 'uuid', name: 'instance_id' })
  @Technical()
  instanceId!: string;

  @Column({ type: 'timestamptz', name: 'lease_until' })
  @Technical()
  leaseUntil!: Date;

  @Column({ type: 'text' })
  @Technical()
  status!: GenerationStatus;

  @Column({ type: 'integer' })
  @Technical()
  length!: number;

  @Column({ type: 'text', name: 'error_code', nullable: true })
  @Technical()
  errorCode!: string | null;

  @Column({ type: 'integer', name: 'prompt_tokens', nullable: true })
  @Technical()
  promptTokens!: number | null;

  @Column({ type: 'integer', name: 'answer_tokens', nullable: true })
  @Technical()
  answerTokens!: number | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;
}
