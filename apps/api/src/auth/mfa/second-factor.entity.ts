import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedBytes } from '#platform/database/declared/sealed-columns.js';
import { withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'totp' })
@Declared({
  ...withTheAccount,
  purpose: 'Second factors: secrets that people share with their authenticator app',
  dataClass: 'security',
})
export class TotpRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @SealedBytes()
  secret!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  @Personal()
  confirmedAt!: Date | null;

  /** A `bigint`, which the driver hands over as text. */
  @Column('bigint', { name: 'last_step', nullable: true })
  @Technical()
  lastStep!: string | null;
}

@Entity({ schema: 'auth', name: 'recovery_code' })
@Declared({
  ...withTheAccount,
  purpose: 'Hashes of the codes that replace a lost second factor',
  dataClass: 'security',
})
export class RecoveryCodeRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @PrimaryColumn('bytea', { name: 'code_hash' })
  @Secret()
  codeHash!: Buffer;
}
