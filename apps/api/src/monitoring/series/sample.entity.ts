import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';

@Entity({ schema: 'monitoring', name: 'sample' })
@Declared({
  purpose: 'Figures about operation and security by minute and hour, of which none is about a person',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'not-personal',
  backup: 'none',
})
export class SampleRow {
  @PrimaryColumn('text')
  @Technical()
  metric!: string;

  @PrimaryColumn('text')
  @Technical()
  label!: string;

  @PrimaryColumn('integer')
  @Technical()
  step!: number;

  @PrimaryColumn('timestamptz')
  @Technical()
  at!: Date;

  @Column('double precision')
  @Technical()
  value!: number;
}
