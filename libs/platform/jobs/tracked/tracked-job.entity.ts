import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import type { JobState } from '#contracts/jobs.js';
import { Declared, Personal, Technical } from '../../database/declared/declarations.js';
import { SealedJson } from '../../database/declared/sealed-columns.js';

export const JobResult = z.record(z.string(), z.unknown());
export type JobResult = z.infer<typeof JobResult>;

/** A job that people follow. Its result is sealed under the key of its owner, or of the purpose `jobs` where there is none. */
@Entity({ schema: 'platform', name: 'tracked_job' })
@Declared({
  purpose: 'State, progress and outcome of work that continues after the call that started it',
  dataClass: 'operation',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'operation',
  erasure: 'delete',
  backup: 'none',
})
export class TrackedJobRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('text')
  @Technical()
  kind!: string;

  @Column('uuid', { name: 'owner_id', nullable: true })
  @Personal()
  ownerId!: string | null;

  @Column('uuid', { name: 'scope_id', nullable: true })
  @Technical()
  scopeId!: string | null;

  @Column('uuid', { name: 'object_id', nullable: true })
  @Technical()
  objectId!: string | null;

  @Column('text')
  @Technical()
  state!: JobState;

  @Column('integer', { nullable: true })
  @Technical()
  done!: number | null;

  @Column('integer', { nullable: true })
  @Technical()
  total!: number | null;

  @Column('text', { nullable: true })
  @Technical()
  unit!: string | null;

  @Column('text', { nullable: true })
  @Technical()
  message!: string | null;

  @SealedJson(JobResult, { nullable: true })
  result!: JobResult | null;

  @Column('text', { nullable: true })
  @Technical()
  problem!: string | null;

  @Column('integer')
  @Technical()
  attempts!: number;

  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  @Personal()
  cancelRequestedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  @Technical()
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;
}
