import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import type { ApprovalState } from '#contracts/auth/approvals.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';

@Entity({ schema: 'auth', name: 'approval' })
@Declared({
  purpose: 'Approvals: who requested what and why, who decided and how',
  dataClass: 'security',
  subject: { kind: 'user', column: 'requested_by' },
  legalBasis: 'legal-obligation',
  retention: 'audit',
  erasure: 'delete',
  backup: 'data',
})
export class ApprovalRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  action!: string;

  @SealedJson(z.unknown())
  parameters!: unknown;

  @SealedText()
  reason!: string;

  @SealedText({ name: 'identity_check', nullable: true })
  identityCheck!: string | null;

  @Column('bytea', { name: 'parameters_hash' })
  @Technical()
  parametersHash!: Buffer;

  @Column('uuid', { name: 'requested_by' })
  @Personal()
  requestedBy!: string;

  @Column('uuid', { nullable: true })
  @Personal()
  beneficiary!: string | null;

  @Column('timestamptz', { name: 'requested_at' })
  @Personal()
  requestedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;

  @Column('text')
  @Technical()
  state!: Exclude<ApprovalState, 'expired'>;

  @Column('uuid', { name: 'decided_by', nullable: true })
  @Personal()
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  @Personal()
  decidedAt!: Date | null;

  @SealedText({ name: 'decision_reason', nullable: true })
  decisionReason!: string | null;
}
