import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Secret, Technical } from '#platform/database/declared/declarations.js';

@Entity({ schema: 'auth', name: 'failed_sign_in' })
@Declared({
  purpose: 'When signing in failed lately, by keyed hash of account or address',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legitimate-interest',
  retention: 'session',
  erasure: 'pseudonymous',
  backup: 'none',
})
export class FailedSignInRow {
  @PrimaryColumn('bytea')
  @Secret()
  key!: Buffer;

  @Column('timestamptz', { name: 'failed_at', array: true })
  @Technical()
  failedAt!: readonly Date[];

  @Column('timestamptz', { name: 'last_failed_at' })
  @Technical()
  lastFailedAt!: Date;
}
