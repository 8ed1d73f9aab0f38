import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import { forAWhile, withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'passkey' })
@Declared({ ...withTheAccount, purpose: 'Public keys of people’s authenticators, which sign them in', dataClass: 'security' })
export class PasskeyRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @Column('bytea', { name: 'credential_id' })
  @Personal()
  credentialId!: Buffer;

  @Column('bytea', { name: 'public_key' })
  @Personal()
  publicKey!: Buffer;

  /** A `bigint`, which the driver hands over as text. */
  @Column('bigint')
  @Technical()
  counter!: string;

  @SealedText()
  name!: string;

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  @Personal()
  lastUsedAt!: Date | null;
}

@Entity({ schema: 'auth', name: 'passkey_challenge' })
@Declared({ ...forAWhile, purpose: 'Challenges that wait for a passkey’s answer, for five minutes' })
export class PasskeyChallengeRow {
  @PrimaryColumn('bytea', { name: 'challenge_hash' })
  @Secret()
  challengeHash!: Buffer;

  /** The account the challenge was issued to, if it is known. */
  @Column('uuid', { name: 'user_id', nullable: true })
  @Personal()
  userId!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;
}
