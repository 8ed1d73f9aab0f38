import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

const account = { legalBasis: 'contract', retention: 'account', backup: 'data' } as const;

@Entity({ schema: 'chat', name: 'prompt' })
@Declared({
  ...account,
  purpose: 'Prompts that people keep to use again, and share',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  erasure: 'delete',
})
export class PromptRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @SealedText()
  command!: string;

  @SealedText()
  title!: string;

  @SealedText()
  text!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'changed_at' })
  @Personal()
  changedAt!: Date;
}

@Entity({ schema: 'chat', name: 'prompt_reader' })
@Declared({
  ...account,
  purpose: 'To whom prompts are open: roles, or single users',
  dataClass: 'operation',
  subject: { kind: 'user-of', table: 'chat.prompt', column: 'prompt_id' },
  erasure: 'cascade',
})
export class PromptReaderRow {
  @PrimaryColumn({ type: 'uuid', name: 'prompt_id' })
  @Technical()
  promptId!: string;

  @PrimaryColumn({ type: 'text' })
  @Personal()
  reader!: string;
}

@Entity({ schema: 'chat', name: 'own_instructions' })
@Declared({
  ...account,
  purpose: 'What people want every answer to take into account',
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  erasure: 'delete',
})
export class OwnInstructionsRow {
  @PrimaryColumn({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  /** Nothing is sent where it does not open. */
  @SealedText({ instead: '' })
  text!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'changed_at' })
  @Personal()
  changedAt!: Date;
}
