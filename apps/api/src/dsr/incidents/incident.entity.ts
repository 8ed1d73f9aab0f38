import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IncidentEvent, IncidentState } from '#contracts/rights/incidents.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

const inTheRegister = {
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
} as const;

@Entity({ schema: 'dsr', name: 'incident' })
@Declared({ ...inTheRegister, purpose: 'Register of incidents: what happened, whom it concerns, what was decided' })
export class IncidentRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  state!: IncidentState;

  @Column({ type: 'timestamptz', name: 'aware_at', precision: 3 })
  @Technical()
  awareAt!: Date;

  @Column({ type: 'timestamptz', name: 'notify_by', precision: 3 })
  @Technical()
  notifyBy!: Date;

  @Column('uuid', { name: 'recorded_by' })
  @Personal()
  recordedBy!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  @Technical()
  recordedAt!: Date;

  @SealedText()
  title!: string;

  @SealedText()
  kind!: string;

  @SealedText()
  description!: string;

  @Column('uuid', { array: true })
  @Personal()
  accounts!: string[];

  @Column({ type: 'timestamptz', name: 'affected_from', precision: 3, nullable: true })
  @Technical()
  affectedFrom!: Date | null;

  @Column({ type: 'timestamptz', name: 'affected_to', precision: 3, nullable: true })
  @Technical()
  affectedTo!: Date | null;

  @Column({ type: 'timestamptz', name: 'notified_at', precision: 3, nullable: true })
  @Technical()
  notifiedAt!: Date | null;

  @Column('boolean', { name: 'decided_not_to_notify' })
  @Technical()
  decidedNotToNotify!: boolean;

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true })
  @Technical()
  closedAt!: Date | null;

  @Column('uuid', { name: 'closed_by', nullable: true })
  @Personal()
  closedBy!: string | null;
}

@Entity({ schema: 'dsr', name: 'incident_entry' })
@Declared({ ...inTheRegister, purpose: 'What happened in each incident, who did it and why' })
export class IncidentEntryRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'incident_id' })
  @Technical()
  incidentId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Technical()
  at!: Date;

  @Column('text')
  @Technical()
  what!: IncidentEvent;

  @Column('uuid', { name: 'by_account', nullable: true })
  @Personal()
  byAccount!: string | null;

  @SealedText({ nullable: true })
  note!: string | null;
}
