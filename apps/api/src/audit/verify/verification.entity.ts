import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs } from '#platform/database/declared/entity-columns.js';
import type { StoredVerification } from './verification.rules.js';

@Entity({ schema: 'audit', name: 'verification' })
@Declared({
  purpose: 'Verifications of the audit log: how far each one is, and what came out',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'not-personal',
  backup: 'none',
})
export class VerificationRow implements Omit<StoredVerification, 'isLost'> {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  state!: StoredVerification['state'];

  @Column('text')
  @Technical()
  step!: StoredVerification['step'];

  @Column('bigint')
  @ReadAs('float8')
  @Technical()
  checked!: number;

  @Column('bigint')
  @ReadAs('float8')
  @Technical()
  size!: number;

  @Column('timestamptz', { name: 'started_at' })
  @Technical()
  startedAt!: Date;

  @Column('timestamptz', { name: 'alive_at' })
  @Technical()
  aliveAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  @Technical()
  endedAt!: Date | null;

  @Column('jsonb', { nullable: true })
  @Technical()
  result!: StoredVerification['result'];
}
