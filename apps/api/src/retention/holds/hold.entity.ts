import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
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

  @Column({ type: 'timestamptz', name: 'review_at' })
  @Technical()
  reviewAt!: Date;

  @Column({ type: 'timestamptz', name: 'reminded_at', nullable: true })
  @Technical()
  remindedAt!: Date | null;

  /** Seconds from the decision to release it to its end. */
  @Column({ type: 'integer', name: 'release_delay' })
  @Technical()
  releaseDelay!: number;

  @Column({ type: 'uuid', name: 'released_by', nullable: true })
  @Personal()
  releasedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'released_at', nullable: true })
  @Personal()
  releasedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ends_at', nullable: true })
  @Technical()
  endsAt!: Date | null;

  @Column({ type: 'uuid', name: 'release_approval', nullable: true })
  @Technical()
  releaseApproval!: string | null;
}
