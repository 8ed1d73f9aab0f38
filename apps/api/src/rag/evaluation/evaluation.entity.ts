import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { EvaluatedQuestion } from '#contracts/rag.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson, SealedText } from '#platform/database/declared/sealed-columns.js';
import { inCollection, knowledge } from '../table-classes.js';

@Entity({ schema: 'rag', name: 'golden_question' })
@Declared({
  ...knowledge,
  ...inCollection,
  purpose: 'Questions whose right answers are known, by which a collection is evaluated',
})
export class GoldenQuestionRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  @SealedText()
  question!: string;

  /** Words that a passage which answers it holds. */
  @SealedText({ nullable: true })
  quote!: string | null;

  /** Documents that answer it. */
  @Column('uuid', { array: true })
  @Technical()
  documents!: readonly string[];

  @Column('uuid', { name: 'created_by' })
  @Personal()
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;
}

@Entity({ schema: 'rag', name: 'evaluation' })
@Declared({ ...knowledge, ...inCollection, purpose: 'How well the passages of a collection were found and cited, over time' })
export class EvaluationRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'collection_id' })
  @Technical()
  collectionId!: string;

  @Column('integer')
  @Technical()
  questions!: number;

  @Column('real', { nullable: true })
  @Technical()
  recall!: number | null;

  @Column('real', { nullable: true })
  @Technical()
  mrr!: number | null;

  @Column('real', { name: 'citation_precision', nullable: true })
  @Technical()
  citationPrecision!: number | null;

  @Column('real', { name: 'refusal_rate', nullable: true })
  @Technical()
  refusalRate!: number | null;

  @Column('real', { name: 'wrong_refusal_rate', nullable: true })
  @Technical()
  wrongRefusalRate!: number | null;

  @SealedJson(z.array(EvaluatedQuestion))
  detail!: EvaluatedQuestion[];

  @Column('uuid', { name: 'created_by', nullable: true })
  @Personal()
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  @Technical()
  createdAt!: Date;
}
