import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlertFacts, AlertRule, AlertSeverity, AlertState } from '#contracts/monitoring/alerts.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

@Entity({ schema: 'monitoring', name: 'alert' })
@Declared({
  purpose: 'Conditions that operators were alerted to, by rules, numbers and random ids, and who acknowledged them',
  dataClass: 'security',
  subject: { kind: 'user', column: 'account_id' },
  legalBasis: 'legal-obligation',
  retention: 'alert',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class AlertRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  rule!: AlertRule;

  @Column('text')
  @Personal()
  scope!: string;

  @Column('text')
  @Technical()
  severity!: AlertSeverity;

  @Column('text')
  @Technical()
  state!: AlertState;

  @Column('integer')
  @Technical()
  count!: number;

  @Column('timestamptz', { name: 'first_at' })
  @Technical()
  firstAt!: Date;

  @Column('timestamptz', { name: 'last_at' })
  @Technical()
  lastAt!: Date;

  @Column('jsonb')
  @Technical()
  facts!: AlertFacts;

  @Column('uuid', { name: 'account_id', nullable: true })
  @Personal()
  accountId!: string | null;

  @Column('uuid', { name: 'acknowledged_by', nullable: true })
  @Personal()
  acknowledgedBy!: string | null;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  @Personal()
  acknowledgedAt!: Date | null;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  @Technical()
  resolvedAt!: Date | null;
}

@Entity({ schema: 'monitoring', name: 'evaluation' })
@Declared({
  purpose: 'When the rules of alerts ran last, so that one instance at a time runs them',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'not-personal',
  backup: 'none',
})
export class EvaluationRow {
  @PrimaryColumn('boolean')
  @Technical()
  singleton!: boolean;

  @Column('timestamptz', { name: 'started_at' })
  @Technical()
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;
}
