import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { forAWhile } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'reset_link' })
@Declared({ ...forAWhile, purpose: 'One-time links by which a person chooses a password' })
export class ResetLinkRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @Column('bytea', { name: 'token_hash' })
  @Secret()
  tokenHash!: Buffer;

  @Column('uuid', { name: 'made_by' })
  @Personal()
  madeBy!: string;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;
}

@Entity({ schema: 'auth', name: 'reset_permit' })
@Declared({
  ...forAWhile,
  purpose: 'Who may make one link for a new password of somebody who decides, after a second person agreed',
})
export class ResetPermitRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @Column('uuid', { name: 'given_to' })
  @Personal()
  givenTo!: string;

  @Column('uuid', { name: 'approval_id' })
  @Technical()
  approvalId!: string;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;
}
