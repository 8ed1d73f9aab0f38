import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlertChannel, AlertDelivery, AlertState } from '#contracts/monitoring/alerts.js';
import { Declared, Technical } from '#platform/database/declared/declarations.js';

@Entity({ schema: 'monitoring', name: 'delivery' })
@Declared({
  purpose: 'Messages about alerts to receivers outside, and how they were answered',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'alert',
  erasure: 'not-personal',
  backup: 'none',
})
export class DeliveryRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'alert_id' })
  @Technical()
  alertId!: string;

  @Column('text')
  @Technical()
  channel!: AlertChannel;

  @Column('text')
  @Technical()
  reports!: AlertState;

  @Column('text')
  @Technical()
  state!: AlertDelivery['state'];

  @Column('integer')
  @Technical()
  attempts!: number;

  @Column('text', { nullable: true })
  @Technical()
  answer!: string | null;

  @Column('timestamptz')
  @Technical()
  at!: Date;
}
