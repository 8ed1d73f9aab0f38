import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RetentionClass, RetentionRunState } from '#contracts/retention/retention.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

export type RunTrigger = 'schedule' | 'person' | 'operator';

@Entity({ schema: 'retention', name: 'run' })
@Declared({
  purpose: 'Retention runs: when, on whose request, and the certificate of what was removed',
  dataClass: 'security',
  subject: { kind: 'user', column: 'requested_by' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class RunRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  trigger!: RunTrigger;

  @Column('uuid', { name: 'requested_by', nullable: true })
  @Personal()
  requestedBy!: string | null;

  @Column('uuid', { name: 'job_id', nullable: true })
  @Technical()
  jobId!: string | null;

  @Column('text')
  @Technical()
  state!: RetentionRunState;

  @Column('timestamptz', { name: 'started_at' })
  @Technical()
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;

  @Column('text', { nullable: true })
  @Technical()
  certificate!: string | null;
}

/** What a run removes of one kind of thing; the cutoff is that of its start, so that a run that goes on later removes nothing else. */
@Entity({ schema: 'retention', name: 'run_step' })
@Declared({
  purpose: 'What each retention run removed of each class, as counts and a digest of the ids',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
})
export class RunStepRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'run_id' })
  @Technical()
  runId!: string;

  @Column('text')
  @Technical()
  class!: RetentionClass;

  @Column('text')
  @Technical()
  object!: string;

  /** The one collection that it is about; null: everything of the class that no other step is about. */
  @Column('uuid', { name: 'collection_id', nullable: true })
  @Technical()
  collectionId!: string | null;

  @Column('integer')
  @Technical()
  days!: number;

  @Column('timestamptz')
  @Technical()
  cutoff!: Date;

  @Column('bigint')
  @Technical()
  removed!: string;

  @Column('bigint')
  @Technical()
  parts!: string;

  @Column('bigint')
  @Technical()
  held!: string;

  @Column('bytea')
  @Technical()
  digest!: Buffer;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;
}
