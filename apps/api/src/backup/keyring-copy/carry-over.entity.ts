import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';

/** One row. Triggers write it: no room has to remember to. */
@Entity({ schema: 'backup', name: 'carry_over' })
@Declared({
  purpose: 'The version of what applies whichever backup is restored: legal holds, and the state of accounts',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'legitimate-interest',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'none',
})
export class CarryOverRow {
  @PrimaryColumn('boolean')
  @Technical()
  singleton!: boolean;

  @Column('uuid')
  @Technical()
  version!: string;
}
