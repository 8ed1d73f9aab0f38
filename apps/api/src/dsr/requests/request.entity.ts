import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RequestDetails, type CaseEvent, type RequestState, type RequestType } from '#contracts/rights/requests.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';

/** `details` and `contact` are sealed under a key of the case, which an erasure destroys. */
@Entity({ schema: 'dsr', name: 'request' })
@Declared({
  purpose: 'Requests of data subjects: which right, when it was received and is due, and how it ended',
  dataClass: 'account',
  subject: { kind: 'user', column: 'subject_id' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class RequestRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Personal()
  type!: RequestType;

  @Column('uuid', { name: 'subject_id', nullable: true })
  @Personal()
  subjectId!: string | null;

  @Column('boolean', { name: 'by_subject' })
  @Technical()
  bySubject!: boolean;

  @Column('uuid', { name: 'recorded_by' })
  @Personal()
  recordedBy!: string;

  @Column('text')
  @Personal()
  state!: RequestState;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  @Personal()
  receivedAt!: Date;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  @Personal()
  dueAt!: Date;

  @Column({ type: 'timestamptz', name: 'extended_at', precision: 3, nullable: true })
  @Personal()
  extendedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true })
  @Personal()
  closedAt!: Date | null;

  /** When a lifting that the person was informed of takes effect. */
  @Column({ type: 'timestamptz', name: 'lifts_at', precision: 3, nullable: true })
  @Personal()
  liftsAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'lifted_at', precision: 3, nullable: true })
  @Personal()
  liftedAt!: Date | null;

  @Column('integer')
  @Technical()
  warned!: number;

  @SealedJson(RequestDetails, { nullable: true })
  details!: RequestDetails | null;

  @SealedText({ nullable: true, instead: null })
  contact!: string | null;
}

const ofTheCase = {
  dataClass: 'account',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
} as const;

@Entity({ schema: 'dsr', name: 'request_entry' })
@Declared({ ...ofTheCase, purpose: 'What happened in each request of a data subject, who did it and why' })
export class RequestEntryRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'request_id' })
  @Technical()
  requestId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Technical()
  at!: Date;

  @Column('text')
  @Technical()
  what!: CaseEvent;

  @Column('uuid', { name: 'by_account', nullable: true })
  @Personal()
  byAccount!: string | null;

  @SealedText({ nullable: true })
  note!: string | null;
}

@Entity({ schema: 'dsr', name: 'limitation' })
@Declared({ ...ofTheCase, purpose: 'What was not done of a request of a data subject, under which provision and why' })
export class LimitationRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'request_id' })
  @Technical()
  requestId!: string;

  @Column('text')
  @Technical()
  article!: string;

  @SealedText()
  what!: string;

  @SealedText()
  reason!: string;
}
