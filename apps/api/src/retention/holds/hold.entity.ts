import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HoldScope } from '#contracts/holds.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs } from '#platform/database/declared/entity-columns.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';

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
  scope!: HoldScope['kind'];

  @Column({ type: 'date', name: 'from_month', nullable: true })
  @ReadAs('text')
  @Technical()
  fromMonth!: string | null;

  @Column({ type: 'date', name: 'to_month', nullable: true })
  @ReadAs('text')
  @Technical()
  toMonth!: string | null;

  @SealedText()
  matter!: string;

  @SealedText()
  reason!: string;

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
