import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts/auth/people/roles.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import { withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'role_request' })
@Declared({ ...withTheAccount, purpose: 'Roles that people asked for, why, and how it was decided', dataClass: 'account' })
export class RoleRequestRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @Column('text')
  @Personal()
  role!: Role;

  @SealedText()
  reason!: string;

  @Column('text')
  @Technical()
  state!: 'pending' | 'approved' | 'denied' | 'withdrawn';

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  @Personal()
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  @Personal()
  decidedAt!: Date | null;

  @SealedText({ name: 'decision_reason', nullable: true })
  decisionReason!: string | null;
}
