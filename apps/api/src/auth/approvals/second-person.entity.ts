import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';

/** The database writes it by trigger (`auth.note_second_person`). */
@Entity({ schema: 'auth', name: 'second_person' })
@Declared({
  purpose: 'Whether there has been a second person who may decide since one was last said to be enough',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class SecondPersonRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('timestamptz')
  @Technical()
  since!: Date;
}
