import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '#platform/database/declared/declarations.js';

/** Goes with its job. */
@Entity({ schema: 'chat', name: 'model_pull' })
@Declared({
  purpose: 'Which language model a job downloads to the model server',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'not-personal',
  backup: 'none',
})
export class ModelPullRow {
  @PrimaryColumn('uuid', { name: 'job_id' })
  @Technical()
  jobId!: string;

  @Column('text')
  @Technical()
  model!: string;
}
