import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';
import { SealedBytes } from '#platform/database/declared/sealed-columns.js';
import { inAnotherRow, knowledge } from '../table-classes.js';

/** Vectors of some consecutive passages of a version of a document. Written once; goes with the version, and when another one replaces it. */
@Entity({ schema: 'rag', name: 'vector_block' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Vectors of passages, by which they are found by meaning' })
export class VectorBlockRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'version_id' })
  @Technical()
  versionId!: string;

  /** Number of its first passage in the version. */
  @Column('integer', { name: 'first_ordinal' })
  @Technical()
  firstOrdinal!: number;

  @Column('integer')
  @Technical()
  passages!: number;

  @Column('text')
  @Technical()
  model!: string;

  @Column('integer')
  @Technical()
  dimensions!: number;

  /** See `vector-block.rules.ts`. A text can be guessed from its vector, so it is sealed as the text is. */
  @SealedBytes()
  data!: Uint8Array;
}
