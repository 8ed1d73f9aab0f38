import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BackupFailure, BackupState } from '#contracts/backup/backup.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs, type Generated } from '#platform/database/declared/entity-columns.js';
import type { BackupRun, MakerKind } from '../backup.rules.js';

/** Not carried by backups: after a restore, what lies in the directory is what there is. */
@Entity({ schema: 'backup', name: 'run' })
@Declared({
  purpose: 'Which backups were made, when and by whom, and what came of verifying and testing them',
  dataClass: 'operation',
  subject: { kind: 'user', column: 'made_by' },
  legalBasis: 'legitimate-interest',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'none',
})
export class BackupRunRow implements BackupRun {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  /** Free text of the requester. */
  @Column({ type: 'text', nullable: true })
  @Technical()
  label!: string | null;

  @Column({ type: 'text' })
  @Technical()
  state!: BackupState;

  @Column({ type: 'text', nullable: true })
  @Technical()
  failure!: BackupFailure | null;

  @Column({ type: 'text', name: 'made_by_kind' })
  @Technical()
  madeByKind!: MakerKind;

  @Column({ type: 'uuid', name: 'made_by', nullable: true })
  @Personal()
  madeBy!: string | null;

  @Column({ type: 'uuid', name: 'announced_by', nullable: true })
  @Technical()
  announcedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Technical()
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  @Technical()
  finishedAt!: Date | null;

  @Column({ type: 'bigint' })
  @ReadAs('float8')
  @Technical()
  bytes!: Generated<number>;

  @Column({ type: 'bigint' })
  @ReadAs('float8')
  @Technical()
  rows!: Generated<number>;

  @Column({ type: 'integer' })
  @Technical()
  tables!: Generated<number>;

  @Column({ type: 'integer', name: 'tables_in_all', nullable: true })
  @Technical()
  tablesInAll!: number | null;

  @Column({ type: 'bigint', name: 'checkpoint_size', nullable: true })
  @ReadAs('float8')
  @Technical()
  checkpointSize!: number | null;

  @Column({ type: 'timestamptz', name: 'verified_at', nullable: true })
  @Technical()
  verifiedAt!: Date | null;

  @Column({ type: 'boolean', name: 'verified_valid', nullable: true })
  @Technical()
  verifiedValid!: boolean | null;

  @Column({ type: 'timestamptz', name: 'tested_at', nullable: true })
  @Technical()
  testedAt!: Date | null;

  @Column({ type: 'boolean', name: 'tested_success', nullable: true })
  @Technical()
  testedSuccess!: boolean | null;

  @Column({ type: 'timestamptz', name: 'copied_at', nullable: true })
  @Technical()
  copiedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  @Technical()
  removedAt!: Date | null;
}
