import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs, TypedAs } from '#platform/database/declared/entity-columns.js';
import { ofTheLog } from '../table-classes.js';

@Entity({ schema: 'audit', name: 'leaf' })
@Declared({ ...ofTheLog, purpose: 'The position of an event in the Merkle tree, and its hash' })
export class LeafRow {
  /** A bigint; places stay far below 2^53. */
  @PrimaryColumn('bigint')
  @ReadAs('float8')
  @Technical()
  index!: number;

  @Column('bigint', { name: 'seq' })
  @ReadAs('text')
  @Technical()
  sequence!: string;

  @Column('text', { name: 'xid' })
  @TypedAs('xid8')
  @ReadAs('text')
  @Technical()
  transaction!: string;

  @Column('bytea', { name: 'leaf_hash' })
  @Technical()
  leafHash!: Buffer;
}

@Entity({ schema: 'audit', name: 'node' })
@Declared({ ...ofTheLog, purpose: 'Inner nodes of the Merkle tree over the audit log' })
export class NodeRow {
  @PrimaryColumn('smallint')
  @Technical()
  level!: number;

  @PrimaryColumn('bigint')
  @ReadAs('float8')
  @Technical()
  index!: number;

  @Column('bytea')
  @Technical()
  hash!: Buffer;
}

@Entity({ schema: 'audit', name: 'checkpoint' })
@Declared({ ...ofTheLog, purpose: 'Signed statements of the whole audit log up to a size' })
export class CheckpointRow {
  @PrimaryColumn('bigint')
  @ReadAs('float8')
  @Technical()
  no!: number;

  @Column('bigint')
  @ReadAs('float8')
  @Technical()
  size!: number;

  /** Whether it is ours is shown by its signature. */
  @Column('text')
  @Technical()
  note!: string;
}

@Entity({ schema: 'audit', name: 'heartbeat' })
@Declared({ ...ofTheLog, purpose: 'The last signed statement of an idle audit log', backup: 'none' })
export class HeartbeatRow {
  @PrimaryColumn('boolean')
  @Technical()
  singleton!: boolean;

  @Column('timestamptz', { name: 'signed_at' })
  @Technical()
  signedAt!: Date;

  @Column('text')
  @Technical()
  note!: string;
}
