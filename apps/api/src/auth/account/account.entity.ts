import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts/auth/people/roles.js';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'auth', name: 'user' })
@Declared({
  purpose: 'Accounts: who may sign in, as what',
  dataClass: 'account',
  subject: { kind: 'user', column: 'id' },
  legalBasis: 'contract',
  retention: 'account',
  erasure: 'delete',
  backup: 'data',
})
export class AccountRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('bytea', { name: 'username_index' })
  @Secret()
  usernameIndex!: Buffer;

  /** Null for an account created before names were checked for lookalikes, until the next start or, if it collides with another one, for good. */
  @Column('bytea', { name: 'username_likeness', nullable: true })
  @Secret()
  usernameLikeness!: Buffer | null;

  @Column('bytea', { name: 'display_name_likeness', nullable: true })
  @Secret()
  displayNameLikeness!: Buffer | null;

  @SealedText()
  username!: string;

  @SealedText({ name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'password_hash', nullable: true })
  @Secret()
  passwordHash!: string | null;

  @Column('timestamptz', { name: 'password_changed_at' })
  @Personal()
  passwordChangedAt!: Date;

  @Column('boolean', { name: 'must_change_password' })
  @Technical()
  mustChangePassword!: boolean;

  @Column('text')
  @Personal()
  role!: Role;

  @Column('text')
  @Personal()
  state!: 'active' | 'disabled';

  @Column('boolean')
  @Personal()
  restricted!: boolean;

  /** GDPR Art. 21: their data is left out of statistics and reviews. */
  @Column('boolean')
  @Personal()
  objected!: boolean;

  @Column('boolean', { name: 'is_owner' })
  @Technical()
  isOwner!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_signed_in_at', nullable: true })
  @Personal()
  lastSignedInAt!: Date | null;
}
