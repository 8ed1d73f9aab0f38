import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts/auth/people/roles.js';
import type { AccessDecision } from '#contracts/rights/access-reviews.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

const asEvidence = {
  dataClass: 'security',
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
} as const;

@Entity({ schema: 'dsr', name: 'access_review' })
@Declared({ ...asEvidence, subject: { kind: 'none' }, purpose: 'Access reviews: when, by whom, and their signed reports' })
export class AccessReviewRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text', { array: true })
  @Technical()
  roles!: Role[];

  @Column('uuid', { name: 'started_by' })
  @Personal()
  startedBy!: string;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  @Technical()
  startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  @Technical()
  dueAt!: Date;

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true })
  @Technical()
  closedAt!: Date | null;

  @Column('uuid', { name: 'closed_by', nullable: true })
  @Personal()
  closedBy!: string | null;

  /** Ids and dates, no names. */
  @Column('text', { nullable: true })
  @Technical()
  certificate!: string | null;
}

@Entity({ schema: 'dsr', name: 'access_review_item' })
@Declared({
  ...asEvidence,
  subject: { kind: 'user', column: 'account_id' },
  purpose: 'Access of each account as it was reviewed, and what was decided about it',
})
export class AccessReviewItemRow {
  @PrimaryColumn('uuid', { name: 'review_id' })
  @Technical()
  reviewId!: string;

  @PrimaryColumn('uuid', { name: 'account_id' })
  @Personal()
  accountId!: string;

  @Column('text')
  @Personal()
  role!: Role;

  @Column({ type: 'timestamptz', name: 'last_signed_in_at', precision: 3, nullable: true })
  @Personal()
  lastSignedInAt!: Date | null;

  @Column('boolean', { name: 'mfa_enrolled' })
  @Personal()
  mfaEnrolled!: boolean;

  @Column('integer')
  @Personal()
  tokens!: number;

  @Column('boolean')
  @Personal()
  dormant!: boolean;

  @Column('text')
  @Personal()
  state!: Exclude<AccessDecision, 'awaiting'>;

  @Column('text', { name: 'role_after', nullable: true })
  @Personal()
  roleAfter!: Role | null;

  @Column('uuid', { name: 'approval_id', nullable: true })
  @Technical()
  approvalId!: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  @Personal()
  decidedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true })
  @Technical()
  decidedAt!: Date | null;
}
