import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs } from '#platform/database/declared/entity-columns.js';

export type HeldKind = 'subject' | 'conversation' | 'collection' | 'audit';

/** One thing that a hold keeps. */
@Entity({ schema: 'retention', name: 'hold_item' })
@Declared({
  purpose: 'What each legal hold keeps: people, conversations and collections by id, months of the audit log',
  dataClass: 'security',
  subject: { kind: 'user-of', table: 'retention.hold', column: 'hold_id' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class HoldItemRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'hold_id' })
  @Technical()
  holdId!: string;

  @Column({ type: 'text' })
  @Technical()
  kind!: HeldKind;

  @Column({ type: 'uuid', nullable: true })
  @Personal()
  target!: string | null;

  @Column({ type: 'date', name: 'from_month', nullable: true })
  @ReadAs('text')
  @Technical()
  fromMonth!: string | null;

  @Column({ type: 'date', name: 'to_month', nullable: true })
  @ReadAs('text')
  @Technical()
  toMonth!: string | null;
}
