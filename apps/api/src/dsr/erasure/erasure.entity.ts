import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';

export const ErasedRows = z.record(z.string(), z.number());
export type ErasedRows = z.infer<typeof ErasedRows>;

/** What a legal hold keeps of an erased person. */
export const KeptRows = z.object({ conversations: z.array(z.string()), rows: ErasedRows });
export type KeptRows = z.infer<typeof KeptRows>;

/** How far an erasure is. It names the person by a random id whose name nobody knows any more. */
@Entity({ schema: 'dsr', name: 'erasure' })
@Declared({
  purpose: 'Erasures: when the rows and keys of which random id went, and the certificate of it',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'data',
})
export class ErasureStateRow {
  @PrimaryColumn('uuid', { name: 'request_id' })
  @Technical()
  requestId!: string;

  @Column('uuid', { name: 'subject_id' })
  @Personal()
  subjectId!: string;

  @Column({ type: 'timestamptz', name: 'erased_at', precision: 3 })
  @Technical()
  erasedAt!: Date;

  @Column('jsonb')
  @Technical()
  rows!: ErasedRows;

  @Column('integer')
  @Technical()
  keys!: number;

  @Column({ type: 'timestamptz', name: 'copies_at', precision: 3, nullable: true })
  @Technical()
  copiesAt!: Date | null;

  /** Null where nothing stayed. */
  @Column('jsonb', { nullable: true })
  @Technical()
  kept!: KeptRows | null;

  /** When what had stayed was erased too. */
  @Column({ type: 'timestamptz', name: 'rest_erased_at', precision: 3, nullable: true })
  @Technical()
  restErasedAt!: Date | null;

  @Column('text', { name: 'part_certificate', nullable: true })
  @Technical()
  partCertificate!: string | null;

  @Column('text', { nullable: true })
  @Technical()
  certificate!: string | null;
}
