import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RetentionClass } from '#contracts/retention/retention.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'retention', name: 'policy_version' })
@Declared({
  purpose: 'Decisions on how long each class of data is kept, with who decided and why',
  dataClass: 'security',
  subject: { kind: 'user', column: 'decided_by' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class PolicyVersionRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  class!: RetentionClass;

  /** Null: the whole class. */
  @Column('uuid', { name: 'collection_id', nullable: true })
  @Technical()
  collectionId!: string | null;

  /** Null: as the setting says, or for a collection as its class says. */
  @Column('integer', { nullable: true })
  @Technical()
  days!: number | null;

  /** Null: for ever. */
  @Column('integer', { name: 'previous_days', nullable: true })
  @Technical()
  previousDays!: number | null;

  @SealedText()
  reason!: string;

  @Column('uuid', { name: 'decided_by' })
  @Personal()
  decidedBy!: string;

  @Column('timestamptz', { name: 'decided_at' })
  @Personal()
  decidedAt!: Date;
}
