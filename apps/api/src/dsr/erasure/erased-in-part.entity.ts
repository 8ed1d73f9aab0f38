import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

/** Carried over to every restore: a backup may be older than the erasure. */
@Entity({ schema: 'dsr', name: 'erased_in_part' })
@Declared({
  purpose: 'Erasures of which a legal hold keeps a part: of which random id, and whether it still does',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class ErasedInPartRow {
  @PrimaryColumn('uuid', { name: 'subject_id' })
  @Personal()
  subjectId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Technical()
  since!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  @Technical()
  endedAt!: Date | null;
}
