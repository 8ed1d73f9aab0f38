import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'platform', name: 'setting_change' })
@Declared({
  purpose: 'Changes of settings in the admin panel: what changed, who requested and approved it, and why',
  dataClass: 'security',
  subject: { kind: 'user', column: 'requested_by' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'key',
  backup: 'data',
})
export class SettingChangeRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'text' })
  @Technical()
  key!: string;

  @Column({ type: 'jsonb', name: 'value_before' })
  @Technical()
  valueBefore!: unknown;

  @Column({ type: 'jsonb', name: 'value_after' })
  @Technical()
  valueAfter!: unknown;

  @Column({ type: 'boolean', name: 'is_reset' })
  @Technical()
  isReset!: boolean;

  @Column({ type: 'uuid', name: 'requested_by' })
  @Personal()
  requestedBy!: string;

  @Column({ type: 'uuid', name: 'approved_by', nullable: true })
  @Personal()
  approvedBy!: string | null;

  @SealedText({ nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  @Personal()
  changedAt!: Date;
}
