import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Sealed, Technical } from '#platform/database/declarations.js';

@Entity({ schema: 'retention', name: 'hold' })
@Declared({
  purpose: 'Legal holds: what must not be removed, in which matter, who placed it and who released it',
  dataClass: 'security',
  subject: { kind: 'user', column: 'placed_by' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class HoldRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'text' })
  @Technical()
  scope!: string;

  @Column({ type: 'date', name: 'from_month', nullable: true })
  @Technical()
  fromMonth!: string | null;

  @Column({ type: 'date', name: 'to_month', nullable: true })
  @Technical()
  toMonth!: string | null;

  @Column({ type: 'bytea' })
  @Sealed()
  matter!: Buffer;

  @Column({ type: 'bytea' })
  @Sealed()
  reason!: Buffer;

  @Column({ type: 'uuid', name: 'placed_by' })
  @Personal()
  placedBy!: string;

  @Column({ type: 'timestamptz', name: 'placed_at' })
  @Personal()
  placedAt!: Date;

  @Column({ type: 'uuid', name: 'released_by', nullable: true })
  @Personal()
  releasedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'released_at', nullable: true })
  @Personal()
  releasedAt!: Date | null;
}
