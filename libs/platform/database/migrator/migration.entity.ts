import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '../declared/declarations.js';

@Entity({ schema: 'platform', name: 'migration' })
@Declared({
  purpose: 'Which schema migrations were applied',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'none',
})
export class MigrationRow {
  @PrimaryColumn('text')
  @Technical()
  name!: string;

  /** SHA-256 of the file, in hex. */
  @Column('text')
  @Technical()
  checksum!: string;

  @Column('timestamptz', { name: 'applied_at' })
  @Technical()
  appliedAt!: Date;
}
