import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '../../database/declared/declarations.js';

@Entity({ schema: 'platform', name: 'setting_override' })
@Declared({
  purpose: 'Settings changed in the admin panel',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class SettingOverride {
  @PrimaryColumn({ type: 'text' })
  @Technical()
  key!: string;

  @Column({ type: 'jsonb' })
  @Technical()
  value!: unknown;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  @Technical()
  changedAt!: Date;

  /** The account's id: pseudonymous, kept as the record of who decided. */
  @Column({ name: 'changed_by', type: 'uuid', nullable: true })
  @Technical()
  changedBy!: string | null;
}
