import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs, TypedAs } from '#platform/database/declared/entity-columns.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import type { LeafFields } from '#transparency/leaf.js';
import { ofTheLog } from '../table-classes.js';

/** UTC with microseconds, which a JavaScript date would cut off. */
const inMicroseconds = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const inBase64 = (column: string): string => `encode(${column}, 'base64')`;

/** Partitioned by month. Its columns are read as the tree commits to them. */
@Entity({ schema: 'audit', name: 'event' })
@Declared({
  ...ofTheLog,
  purpose:
    'Who did what to which object and with what outcome, by random ids and codes; never changed, removed a month at a time when its time is over',
  subject: { kind: 'user', column: 'actor' },
  retention: 'audit',
  erasure: 'pseudonymous',
})
export class EventRow implements LeafFields {
  @PrimaryColumn('bigint', { name: 'seq' })
  @ReadAs('text')
  @Technical()
  sequence!: string;

  @Column('uuid')
  @Technical()
  id!: string;

  @PrimaryColumn('text', { name: 'xid' })
  @TypedAs('xid8')
  @ReadAs('text')
  @Technical()
  transaction!: string;

  @PrimaryColumn('timestamptz', { name: 'recorded_at' })
  @ReadAs(inMicroseconds)
  @Technical()
  recordedAt!: string;

  @Column('uuid', { nullable: true })
  @Personal()
  actor!: string | null;

  @Column('text')
  @TypedAs('audit.token')
  @ReadAs('text')
  @Technical()
  role!: string;

  @Column('uuid', { name: 'request_id', nullable: true })
  @Technical()
  requestId!: string | null;

  @Column('text')
  @TypedAs('audit.token')
  @ReadAs('text')
  @Technical()
  action!: string;

  @Column('text', { name: 'object_type', nullable: true })
  @TypedAs('audit.token')
  @ReadAs('text')
  @Technical()
  objectType!: string | null;

  @Column('text', { name: 'object_id', nullable: true })
  @TypedAs('audit.token')
  @ReadAs('text')
  @Technical()
  objectId!: string | null;

  @Column('text')
  @TypedAs('audit.outcome')
  @ReadAs('text')
  @Technical()
  outcome!: string;

  @Column('text', { nullable: true })
  @TypedAs('audit.token')
  @ReadAs('text')
  @Technical()
  reason!: string | null;

  /** The event that announced this act. */
  @Column('uuid', { nullable: true })
  @Technical()
  intent!: string | null;

  @Column('text', { name: 'detail_commit', nullable: true })
  @TypedAs('audit.commitment')
  @ReadAs(inBase64)
  @Technical()
  detailCommitment!: string | null;
}

/** Partitioned by month. */
@Entity({ schema: 'audit', name: 'event_detail' })
@Declared({
  ...ofTheLog,
  purpose: 'What an audited action changed and why, encrypted with the key of the person it concerns',
  subject: { kind: 'user', column: 'subject_id' },
  retention: 'audit',
  erasure: 'delete',
})
export class EventDetailRow {
  @PrimaryColumn('uuid', { name: 'event_id' })
  @Technical()
  eventId!: string;

  /** Text, for its microseconds. */
  @PrimaryColumn('timestamptz', { name: 'recorded_at' })
  @ReadAs('text')
  @Technical()
  recordedAt!: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  @Personal()
  subjectId!: string | null;

  @Column('bytea')
  @Secret()
  salt!: Buffer;

  /** JSON. */
  @SealedText({ name: 'detail' })
  content!: string;
}

@Entity({ schema: 'audit', name: 'erasure' })
@Declared({ ...ofTheLog, purpose: 'Which events of the log tell of details that were erased' })
export class ErasureRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;
}

@Entity({ schema: 'audit', name: 'erased_detail' })
@Declared({
  ...ofTheLog,
  purpose: 'Whose details were erased, by the ids of their events: what is missing beyond these was removed',
})
export class ErasedDetailRow {
  @PrimaryColumn('uuid', { name: 'event_id' })
  @Technical()
  eventId!: string;

  @Column('uuid')
  @Technical()
  erasure!: string;
}
