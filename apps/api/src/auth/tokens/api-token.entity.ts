import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '#contracts/auth/people/roles.js';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import { withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'api_token' })
@Declared({
  ...withTheAccount,
  purpose: 'API tokens of people: what a program may do in their name, until when',
  dataClass: 'security',
})
export class ApiTokenRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @SealedText()
  name!: string;

  @Column('bytea', { name: 'token_hash' })
  @Secret()
  tokenHash!: Buffer;

  @Column('text', { array: true })
  @Technical()
  scopes!: readonly Permission[];

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  @Personal()
  lastUsedAt!: Date | null;
}
