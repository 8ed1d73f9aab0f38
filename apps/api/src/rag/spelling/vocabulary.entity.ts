import { Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';
import { SealedText } from '#platform/database/declared/sealed-columns.js';
import { inAnotherRow, knowledge } from '../table-classes.js';

/** The different words of a version in force, one after the other. Goes with the version, and when another one replaces it. */
@Entity({ schema: 'rag', name: 'vocabulary' })
@Declared({ ...knowledge, ...inAnotherRow, purpose: 'Words of documents, by which misspelt words of questions are corrected' })
export class VocabularyRow {
  @PrimaryColumn('uuid', { name: 'version_id' })
  @Technical()
  versionId!: string;

  @SealedText()
  words!: string;
}
