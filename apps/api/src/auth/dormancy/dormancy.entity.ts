import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { withTheAccount } from '../table-classes.js';

@Entity({ schema: 'auth', name: 'dormancy' })
@Declared({
  ...withTheAccount,
  purpose: 'Accounts that nobody has used for long, and when they will be disabled',
  dataClass: 'account',
  legalBasis: 'legitimate-interest',
})
export class DormancyRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Technical()
  userId!: string;

  @Column('timestamptz', { name: 'announced_at' })
  @Personal()
  announcedAt!: Date;

  @Column('timestamptz', { name: 'disable_at' })
  @Personal()
  disableAt!: Date;
}
