import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret, Technical } from '../database/declared/declarations.js';
import type { Generated } from '../database/declared/entity-columns.js';
import { SealedText } from '../database/declared/sealed-columns.js';

@Entity({ schema: 'platform', name: 'idempotent_call' })
@Declared({
  purpose: 'Responses of the last day to calls with an Idempotency-Key, so that a repeated call is not done twice',
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

  /** Its body, as JSON. */
  @SealedText({ nullable: true })
  answer!: string | null;

  @Column({ type: 'boolean', name: 'holds_secret' })
  @Technical()
  holdsSecret!: Generated<boolean>;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Personal()
  createdAt!: Date;
}
