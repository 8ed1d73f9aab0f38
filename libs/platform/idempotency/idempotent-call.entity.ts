import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sealed as SealedBytes } from '#sealing/record.js';
import { Declared, Personal, Sealed, Secret, Technical } from '../database/declarations.js';

@Entity({ schema: 'platform', name: 'idempotent_call' })
@Declared({
  purpose: 'Answers of the last day to calls with an Idempotency-Key, so that sending one again does nothing twice',
  dataClass: 'operation',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'operation',
  erasure: 'delete',
  backup: 'none',
})
export class IdempotentCallRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'bytea', name: 'key_hash' })
  @Secret()
  keyHash!: Buffer;

  @Column({ type: 'bytea', name: 'call_hash' })
  @Secret()
  callHash!: Buffer;

  @Column({ type: 'uuid', name: 'object_id', nullable: true })
  @Technical()
  objectId!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Technical()
  status!: number | null;

  @Column({ type: 'bytea', nullable: true })
  @Sealed()
  answer!: SealedBytes | null;

  @Column({ type: 'boolean', name: 'holds_secret' })
  @Technical()
  holdsSecret!: boolean;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;
}
