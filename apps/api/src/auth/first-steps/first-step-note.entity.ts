import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConfirmedFirstStep } from '#contracts/auth/first-steps.js';
import { Declared, Personal } from '#platform/database/declared/declarations.js';
import { withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'first_step_note' })
@Declared({
  ...withTheAccount,
  purpose: 'Which of the first steps administrators have said are done, and who has put the list of them away',
  dataClass: 'operation',
  legalBasis: 'legitimate-interest',
})
export class FirstStepNoteRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  /** `dismissed`: the whole list. */
  @PrimaryColumn('text')
  @Personal()
  note!: ConfirmedFirstStep | 'dismissed';

  @Column('timestamptz', { name: 'noted_at' })
  @Personal()
  notedAt!: Date;
}
